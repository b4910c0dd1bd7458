"""Reports: what an organisation tells of its quality, for whom, on which framework, and who answers for it."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, RootModel, WithJsonSchema

from handvest.model.base import Model, Texts
from handvest.model.fields import YEARS, Count, Date, Id, LooseDate, Markdown, Text, wrong
from handvest.model.organisation import Contact
from handvest.problem import message


class ReportKind(StrEnum):
    """What kind of document it is."""

    REPORT = "report"
    HANDBOOK = "handbook"
    EVALUATION = "evaluation"
    AUDIT = "audit"


class Verdict(StrEnum):
    """What an audit says of a promise."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not-kept"
    NOT_JUDGED = "not-judged"


_PUBLISHED = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?)?)?)?")


def _published(value: object) -> object:
    if isinstance(value, str):
        try:
            if not _PUBLISHED.fullmatch(value) or publication(value).year not in YEARS:
                raise ValueError(value)
        except ValueError:
            raise wrong(
                message("'{value}' is not a date.", value=value),
                message("Write it like this: 2026-05-01, or 2026-05-01T10:00."),
            ) from None
    return value


Published = Annotated[str, BeforeValidator(_published), WithJsonSchema({"type": ["string", "integer"]})]
"""A moment, a day, or, for what lies behind us, a month or a year."""


def publication(text: str) -> dt.datetime:
    """Return the moment from which something is public; of a month or a year its first day. Raises ValueError."""
    parts = text.replace(" ", "T")
    return dt.datetime.fromisoformat(
        parts if len(parts) > 7 else f"{parts}-01-01"[:10] if len(parts) == 4 else f"{parts}-01"
    )


class Period(Model):
    """The time that a report is about."""

    from_: Date = Field(alias="from", description="First day")
    to: Date = Field(description="Last day")


class Next(Model):
    """When more comes."""

    report: Date | None = Field(None, description="When the next report comes")
    update: Date | None = Field(None, description="When the next update comes")


class Reaction(Texts):
    """What others say of the report, such as the client council."""

    by: Text = Field(description="Who reacts")
    on: LooseDate | None = Field(None, description="When")
    text: Markdown = Field(description="What they say (Markdown)")


class Conversation(Texts):
    """A talk with people: what was discussed, which actions follow, when you come back to it."""

    kind: Text = Field(description="What kind of talk: mirror meeting, residents' meeting")
    who: Text | None = Field(None, description="With whom")
    on: LooseDate | None = Field(None, description="When")
    discussed: Text = Field(description="What was discussed")
    actions: tuple[Id, ...] = Field((), description="Improvement points that follow from it, by id")
    back_on: Date | None = Field(None, description="When you come back to it")
    came_of_it: Markdown | None = Field(None, description="What came of it, once you have come back (Markdown)")


class Consultation(Texts):
    """A visitation or collegial consultation, also by another sector."""

    who: Text = Field(description="Who came to look")
    on: LooseDate | None = Field(None, description="When")
    learned: Markdown = Field(description="What you learned (Markdown)")


class Audit(Texts):
    """An audit, with a verdict for each promise that was looked at."""

    by: Text = Field(description="Who did the audit")
    on: LooseDate | None = Field(None, description="When")
    with_people: Count | None = Field(None, description="With how many people the auditors spoke")
    findings: Markdown | None = Field(None, description="What they found (Markdown)")
    promises: dict[str, Verdict] = Field({}, description="Their verdict for each promise: charter/promise")


class Certificate(Texts):
    """A certificate, with the day on which it ends."""

    name: Text = Field(description="Which certificate")
    by: Text | None = Field(None, description="Who gave it")
    until: Date = Field(description="Last day on which it is valid")


class Delivery(Texts):
    """To whom the report was delivered."""

    to: Text = Field(description="To whom")
    on: LooseDate | None = Field(None, description="When")


class Report(Texts):
    """A report, handbook, evaluation or audit."""

    title: Text = Field(description="Title of the report")
    kind: ReportKind = Field(description="What kind of document it is")
    framework: Id | None = Field(None, description="Framework by which it is made, such as kompas-ghz-2023")
    period: Period | None = Field(None, description="The time that it is about")
    published: Published = Field(description="When it is published; may lie ahead")
    follows: Id | None = Field(None, description="The report before it; its open improvement points come back here")
    next: Next = Field(Next(), description="When the next report and the next update come")
    responsible: Text = Field(description="Who answers for it")
    commissioned_by: Text | None = Field(None, description="Who asked for it (evaluation, audit)")
    made_by: tuple[Text, ...] = Field((), description="Who made it")
    contact: Contact = Field(Contact(), description="Where people can ask about it")
    summary: Markdown | None = Field(None, description="The whole report in short (Markdown)")
    client_groups: dict[Id, Text] = Field({}, description="Groups of clients of whom it tells, by id")
    locations: dict[Id, Text] = Field({}, description="Locations of which it tells, by id")
    reactions: tuple[Reaction, ...] = Field((), description="What others say of it")
    conversations: tuple[Conversation, ...] = Field((), description="Talks with people, and what follows from them")
    consultations: tuple[Consultation, ...] = Field((), description="Visitations and consultations")
    audits: tuple[Audit, ...] = Field((), description="Audits, with their verdicts")
    certificates: tuple[Certificate, ...] = Field((), description="Certificates")
    delivered: tuple[Delivery, ...] = Field((), description="To whom it was delivered")


class SectionKind(StrEnum):
    """What kind of section it is."""

    MAIN = "main"
    CHAPTER = "chapter"
    STORY = "story"
    GOOD_EXAMPLE = "good-example"
    DILEMMA = "dilemma"
    APPENDIX = "appendix"


class Meets(Texts):
    """Norms that a section meets, with what shows it."""

    framework: Id = Field(description="The framework")
    norms: tuple[str, ...] = Field(description="Numbers of the norms")
    evidence: Text | None = Field(None, description="What shows it")


INVENTED = "invented"
"""What `names` says of a person when the name is not the real one."""


class Person(Texts):
    """Someone who is shown in a section."""

    name: Text | None = Field(None, description="The name as it stands in the text")
    names: str | None = Field(None, description="invented: the name is not the real one")
    shown_as: str | None = Field(None, description="How the person is shown: quote, photo, story")
    consent: Date | None = Field(None, description="When the person agreed")
    until: Date | None = Field(None, description="Until when the person agreed")


class Section(Texts):
    """The head of a section: what it is about, and where it belongs."""

    title: Text = Field(description="Title of the section")
    chapter: Text | None = Field(None, description="Sections of one chapter stand together")
    block: str | None = Field(None, description="Building block of the framework, by its id")
    theme: Text | None = Field(None, description="Theme of the framework")
    kind: SectionKind = Field(SectionKind.MAIN, description="What kind of section it is")
    client_groups: tuple[Id, ...] = Field((), description="Groups of clients it is about, by id")
    locations: tuple[Id, ...] = Field((), description="Locations it is about, by id")
    meets: tuple[Meets, ...] = Field((), description="Norms that are met here; feeds the reference table")
    promises: tuple[str, ...] = Field((), description="Promises it is about: charter/promise")
    points: tuple[Id, ...] = Field((), description="Improvement points it is about, by id")
    people: tuple[Person, ...] = Field((), description="People who are shown, with their consent")
    process: Text | None = Field(None, description="In a handbook: the process it describes")
    owner: Text | None = Field(None, description="In a handbook: who answers for the process")
    review: Date | None = Field(None, description="In a handbook: when it is looked at again")
    checked: dict[str, Text] = Field({}, description="In an easy version: by whom and when it was read")


def without_consent(section: Section, today: dt.date) -> tuple[int, ...]:
    """Return the places of the people who may not be shown: they never agreed, or only until a day that is past."""
    return tuple(
        i
        for i, person in enumerate(section.people)
        if not person.consent or person.consent > today or (person.until and person.until < today)
    )


def may_be_shown(section: Section, today: dt.date) -> bool:
    """Tell whether a section may be public: nobody is shown without consent, and a story says who is."""
    unnamed_story = section.kind is SectionKind.STORY and not section.people
    return not unnamed_story and not without_consent(section, today)


class PointStatus(StrEnum):
    """How an improvement point stands."""

    RUNNING = "running"
    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not-reached"
    STOPPED = "stopped"
    KEEP = "keep"


OPEN = frozenset({PointStatus.RUNNING, PointStatus.PARTLY, PointStatus.NOT_REACHED})
"""The statuses of points that come back in the next report."""

EARLY = dt.timedelta(days=31)
"""Who tells of a point in the month before the day on which they would come back to it, has come back."""

ASKS_WHY = frozenset({PointStatus.PARTLY, PointStatus.NOT_REACHED, PointStatus.STOPPED})
"""The statuses that must say why."""


class ImprovementPoint(Texts):
    """A goal with its plan, what was done, what came of it, and what is next."""

    id: Id = Field(description="Name of the point; the same in every report")
    title: Text = Field(description="The point in a few words")
    block: str | None = Field(None, description="Building block of the framework, by its id")
    owner: Text = Field(description="Who sees to it")
    since: Id = Field(description="The report in which it first appeared")
    goal: Text = Field(description="What must be different for people")
    reached_when: Text = Field(description="By what you see that it is reached")
    plan: Markdown | None = Field(None, description="What you want to do (Markdown)")
    did: Markdown | None = Field(None, description="What you did (Markdown)")
    found: Markdown | None = Field(None, description="What came of it (Markdown)")
    next: Markdown | None = Field(None, description="What you do now (Markdown)")
    status: PointStatus = Field(description="How it stands")
    why: Text | None = Field(None, description="Why it was not, or only partly reached, or stopped")
    back_on: Date | None = Field(None, description="When you come back to it")
    asked_by: tuple[Text, ...] = Field((), description="Who asked for it")


class Points(RootModel[tuple[ImprovementPoint, ...]]):
    """The improvement points of one report."""


class Update(Texts):
    """The head of a short update between reports."""

    title: Text = Field(description="What the update is about")
    author: Text | None = Field(None, description="Who wrote it")
    points: tuple[Id, ...] = Field((), description="Improvement points it is about, by id")
