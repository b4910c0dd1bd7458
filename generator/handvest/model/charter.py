"""A charter: what is promised, what you get when it goes wrong, whom you tell, and when it does not hold."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from handvest.model.base import Model, Texts
from handvest.model.choices import Audience, Channel, CharterKind, Figures, MeasuredHow, OfferKind, Reporter, Theme
from handvest.model.fields import Count, Date, Flag, Id, LooseDate, Markdown, Moment, Name, Tag, Text, Url, wrong
from handvest.model.organisation import Complaints, Contact, Labels
from handvest.model.quantity import Amount, Measure, Quantity, Thing, Time
from handvest.problem import message


class Margin(Model):
    """How far around the agreed moment is still in order."""

    before: Time | None = Field(None, description="How much earlier")
    after: Time | None = Field(None, description="How much later")


class Norm(Texts):
    """What service the person gets: a quantity, a margin, yes or no, or the person's own judgement."""

    at_most: Amount | None = Field(None, description="No more than this")
    at_least: Amount | None = Field(None, description="No less than this")
    within: Amount | None = Field(None, description="Within this time")
    every: Amount | None = Field(None, description="Once in this time")
    exactly: Amount | None = Field(None, description="Exactly this")
    unit: Thing | None = Field(None, description="What a bare number counts: one, other")
    margin: Margin | None = Field(None, description="How much earlier or later than agreed is in order")
    always: Flag | None = Field(None, description="true: yes or no, without a figure")
    judged_by: Literal["person"] | None = Field(None, description="person: the person says whether it was kept")
    from_: Text | None = Field(None, alias="from", description="The event from which time counts")
    when: Text | None = Field(None, description="The condition under which it holds")
    per: Text | None = Field(None, description="Per what: visit, care moment, day, week, or own words")

    def figure(self) -> tuple[str, Quantity] | None:
        """Return the form (`at_most`, …) and the quantity with what it counts; None when there is no figure."""
        for form in FIGURE_FORMS:
            value: Quantity | None = getattr(self, form)
            if value is not None:
                return form, value if value.unit else Quantity(value.value, None, self.unit)
        return None


FIGURE_FORMS = ("at_most", "at_least", "within", "every", "exactly")
NORM_FORMS = (*FIGURE_FORMS, "margin", "always", "judged_by")


class Offer(Texts):
    """One thing that the person gets when the norm is not met."""

    kind: OfferKind = Field(description="What kind of compensation it is")
    text: Text | None = Field(None, description="What the person gets, in words (not needed for an apology)")
    worth: Measure | None = Field(None, description="What it is worth, such as 5 EUR")


class Compensation(Texts):
    """What the person gets when the norm is not met."""

    offers: tuple[Offer, ...] = Field((), description="What is given; all of it, or one at choice")
    choice: Flag = Field(False, description="true: the person picks one")
    proactive: Flag = Field(False, description="true: given unasked, as soon as the miss is noticed")
    none: Flag = Field(False, description="true: there is no compensation; then say because")
    because: Text | None = Field(None, description="Why there is no compensation")


class PartialClaim(Texts):
    """A claim of one promise or partner: only the keys that differ from the charter's claim."""

    to: Text | None = Field(None, description="Whom the person tells, as it fits after 'report it to'")
    channels: tuple[Channel, ...] | None = Field(None, description="How people can report")
    form: Url | None = Field(None, description="Web address of the form")
    by: tuple[Reporter, ...] | None = Field(None, description="Who may report")
    within: Time | None = Field(None, description="Before when, such as 24 hours")
    answer_within: Time | None = Field(None, description="How soon the person gets an answer")
    receive: Text | None = Field(None, description="How the person then gets the compensation")


class Claim(PartialClaim):
    """How, where, to whom and before when a person reports a miss, and how they receive what was promised."""

    to: Text = Field(description="Whom the person tells, as it fits after 'report it to'")
    channels: tuple[Channel, ...] = Field(description="How people can report")
    within: Time = Field(description="Before when, such as 24 hours")


class Checked(Model):
    """Who read a text and when."""

    by: Text = Field(description="Who read it")
    on: LooseDate | None = Field(None, description="When")


class Measured(Texts):
    """How it is measured whether a promise is kept."""

    how: MeasuredHow = Field(description="How it is measured")
    by: Text | None = Field(None, description="With what, or by whom")
    since: Date | None = Field(None, description="Since when")


class Action(Texts):
    """What the organisation does about misses."""

    since: Date | None = Field(None, description="Since when")
    what: Text = Field(description="What is done")
    owner: Text | None = Field(None, description="Who sees to it")
    back_on: Date | None = Field(None, description="When you say what came of it")


class Change(Texts):
    """What was changed in a promise."""

    on: LooseDate = Field(description="When it changed")
    what: Text = Field(description="What changed")
    why: Text | None = Field(None, description="Why it changed")


def _exceptions(value: Any) -> Any:
    if value == "none":
        return ()
    if isinstance(value, str):
        raise wrong(
            message("Exceptions are the word none, or a list."),
            message("Begin each exception with a hyphen and a space."),
        )
    return value


Exceptions = Annotated[
    tuple[Text, ...],
    BeforeValidator(_exceptions),
    WithJsonSchema({"anyOf": [{"const": "none"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""In which cases a promise does not hold; empty: it always holds."""


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Phases = Annotated[
    tuple[str, ...],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Promise(Texts):
    """One promise, or an intention."""

    id: Id = Field(description="Name of the promise in addresses; never change it after publication")
    promise: Text = Field(description="The promise in one sentence; {norm} becomes the quantity")
    formerly: tuple[Id, ...] = Field((), description="Names it had before; old addresses lead here")
    intention: Flag = Field(False, description="true: an intention, without compensation, shown apart")
    wish: Text | None = Field(None, description="Which wish of people it answers")
    phase: Phases = Field((), description="When it matters: one or more phases")
    theme: Theme | None = Field(None, description="What it is about")
    icon: Id | None = Field(None, description="Pictogram beside the promise")
    by: Id | None = Field(None, description="In a chain: the partner that keeps it")
    norm: Norm | None = Field(None, description="What service the person gets")
    target: Measure | None = Field(None, description="How often you want to keep it, such as 95%")
    measured: Measured | None = Field(None, description="How it is measured")
    figures: Figures = Field(Figures.PUBLIC, description="Whether its figures are public")
    because: Text | None = Field(None, description="Why its figures are internal")
    specification: Markdown | None = Field(
        None, description="Conditions, and what happens when it can't be met (Markdown)"
    )
    exceptions: Exceptions | None = Field(None, description="none, or a list of cases in which it does not hold")
    compensation: Compensation | None = Field(None, description="Replaces the charter's compensation whole")
    claim: PartialClaim | None = Field(None, description="Replaces parts of the charter's claim")
    actions: tuple[Action, ...] = Field((), description="What you do about misses")
    changes: tuple[Change, ...] = Field((), description="What was changed in this promise")


class Partner(Texts):
    """In a chain: who keeps a part of the promises."""

    id: Id = Field(description="Name by which promises refer to it")
    name: Name = Field(description="Name of the partner")
    part: Text = Field(description="Which part of the care it gives")
    url: Url | None = Field(None, description="Web site of the partner")
    contact: Contact | None = Field(None, description="How to reach the partner")
    claim: PartialClaim | None = Field(None, description="Replaces parts of the charter's claim")
    complaints: Complaints | None = Field(None, description="Where people can complain about the partner")


class Valid(Model):
    """When a charter holds."""

    from_: Date = Field(alias="from", description="First day on which it holds")
    until: Date | None = Field(None, description="Last day on which it holds")
    review: Date | None = Field(None, description="When you look at it again")


class MadeWith(Texts):
    """With whom the charter was made."""

    how: Text = Field(description="How: mirror meeting, focus group, survey")
    who: Text | None = Field(None, description="With whom")
    on: LooseDate | None = Field(None, description="When")


class Trial(Texts):
    """The trial run before publication."""

    from_: Date | None = Field(None, alias="from", description="First day of the trial")
    to: Date | None = Field(None, description="Last day of the trial")
    lasted: Time | None = Field(None, description="How long it lasted, when the days are not known")
    told: Text | None = Field(None, description="Who was told, and how")
    reports: Count | None = Field(None, description="How many people reported a miss")
    outcome: Text | None = Field(None, description="What you changed because of it")


class Evaluation(Texts):
    """The yearly look back."""

    on: LooseDate = Field(description="When")
    chosen_well: Text | None = Field(None, description="Were these the right promises?")
    sharpened: Text | None = Field(None, description="What was made sharper")
    known_by_staff: Text | None = Field(None, description="How many colleagues know the promises")
    known_by_people: Text | None = Field(None, description="How many people know the promises")


class PlanStep(Texts):
    """What was done for one of the seven steps of the plan."""

    step: Count = Field(description="Number of the step, 1 to 7", ge=1, le=7)
    what: Text = Field(description="What was done")
    by: Text | None = Field(None, description="By whom")
    on: LooseDate | None = Field(None, description="When")


class Charter(Texts):
    """The promises of one department, ward, team, service, care process, chain or whole organisation."""

    title: Text = Field(description="Name of the charter, as people know the department")
    kind: CharterKind = Field(description="For what the promises hold")
    unit: Id | None = Field(None, description="Which part of the organisation, from organisation.yml")
    language: Tag | None = Field(None, description="Language of this charter, when it is not the site's")
    audience: tuple[Audience, ...] = Field(description="For whom the promises are", min_length=1)
    summary: Text | None = Field(None, description="One or two sentences about these promises")
    includes: tuple[Id, ...] = Field((), description="Charters whose promises hold here too")
    owner: Text = Field(description="Who is responsible")
    made_with: tuple[MadeWith, ...] = Field((), description="With whom the promises were made")
    contact: Contact = Field(Contact(), description="How to reach the department")
    labels: Labels = Field(Labels(), description="Own words of this charter")
    valid: Valid = Field(description="When the promises hold")
    launch: Moment | None = Field(None, description="Before this moment nothing of it is public")
    formerly: tuple[Id, ...] = Field((), description="Names it had before; old addresses and codes lead here")
    trial: Trial | None = Field(None, description="The trial run")
    evaluations: tuple[Evaluation, ...] = Field((), description="The yearly looks back")
    steps: tuple[PlanStep, ...] = Field((), description="What was done for the steps of the plan")
    partners: tuple[Partner, ...] = Field((), description="In a chain: who does what")
    claim: Claim = Field(description="How people report that a promise was not kept")
    exceptions: Exceptions | None = Field(None, description="Default for the promises: none, or a list")
    compensation: Compensation = Field(description="Default for the promises: what people get")
    promises: tuple[Promise, ...] = Field(description="The promises", min_length=1)
