"""What visitors read about one charter: its promises in the order of their journey, and all that goes with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from handvest.language import Language, language
from handvest.load.project import Project
from handvest.model.charter import Charter, Partner
from handvest.model.choices import CARE, CharterKind
from handvest.model.inherit import unit_of
from handvest.model.organisation import Contact, Organisation
from handvest.pages.editions import organisation_in
from handvest.pages.page import Fact
from handvest.pages.promise import ClaimView, PromiseView, charter_language, charter_uri, loose, promise_view
from handvest.pages.words import AUDIENCES, KINDS, Words, capital, phase_order, phase_title, sentences, words


class Standing(Enum):
    """Where a charter stands in time."""

    AHEAD = "ahead"  # before its launch, or in its trial: nothing of it is public
    PUBLIC = "public"
    ENDED = "ended"  # no longer valid: its page stays, and says so


def standing(charter: Charter, now: dt.datetime) -> Standing:
    """Tell where a charter stands at a moment in the organisation's time zone."""
    if charter.launch and now < charter.launch:
        return Standing.AHEAD
    trial = charter.trial
    if not charter.launch and trial and trial.to and trial.from_ and now.date() <= trial.to:
        return Standing.AHEAD
    if charter.valid.until and charter.valid.until < now.date():
        return Standing.ENDED
    return Standing.PUBLIC


@dataclass(frozen=True)
class PartnerView:
    """Who keeps a part of a chain's promises."""

    name: str
    part: str
    url: str
    contact: Contact | None


@dataclass(frozen=True)
class Group:
    """Promises that stand together: those of a phase, or of a partner. `also`: told in an earlier group."""

    id: str
    title: str
    promises: tuple[PromiseView, ...]
    also: tuple[PromiseView, ...] = ()
    partner: PartnerView | None = None


@dataclass(frozen=True)
class ClaimGroup:
    """One way to report, with the promises for which it holds (empty: all)."""

    id: str
    claim: ClaimView
    promises: tuple[PromiseView, ...]
    partner: str


@dataclass(frozen=True)
class CharterView:
    """One charter as visitors read it."""

    id: str
    uri: str
    title: str
    language: str
    kind: str
    unit: str
    unit_id: str
    audience: str
    audience_ids: tuple[str, ...]
    for_care: bool  # for people who receive care, not only for professionals
    for_all: bool  # for the whole organisation
    summary: str
    words: Words
    groups: tuple[Group, ...]
    intentions: tuple[PromiseView, ...]
    claims: tuple[ClaimGroup, ...]
    about: tuple[Fact, ...]
    standing: Standing
    until: str
    foreign: bool  # written in another language than the site

    @property
    def promises(self) -> tuple[PromiseView, ...]:
        """All promises, each once, in the order of the page."""
        return tuple(p for group in self.groups for p in group.promises)

    @property
    def own(self) -> tuple[PromiseView, ...]:
        """The promises and intentions that stand in this charter itself."""
        return tuple(p for p in (*self.promises, *self.intentions) if p.charter == self.id)

    @property
    def acting(self) -> tuple[PromiseView, ...]:
        """Its own promises for which something is done about misses."""
        return tuple(p for p in self.own if p.actions)

    @property
    def ended(self) -> bool:
        """Whether it holds no longer."""
        return self.standing is Standing.ENDED

    def report_of(self, promise: PromiseView) -> str:
        """Return the id of the place on the page that tells how to report a miss of this promise."""
        return next((c.id for c in self.claims if promise in c.promises), "report")


def included(project: Project, id: str, now: dt.datetime) -> list[str]:
    """Return the charters that a charter includes, directly or by way of others, as far as they hold now."""
    found: list[str] = []
    waiting = list(project.charters[id].model.includes)
    while waiting:
        other = waiting.pop(0)
        if other in found or other == id or other not in project.charters:
            continue
        if standing(project.charters[other].model, now) is Standing.PUBLIC:
            found.append(other)
            waiting += project.charters[other].model.includes
    return found


def charter_view(project: Project, id: str, now: dt.datetime, *, spelled: bool = False) -> CharterView:
    """Make what visitors read of a charter; `spelled`: with units in full, to be heard."""
    charter = project.charters[id].model
    code = charter_language(project, charter)
    organisation = organisation_in(project, code)
    say = language(code, spelled=spelled)
    views = [promise_view(project, id, p, spelled=spelled) for p in charter.promises]
    for other in included(project, id, now):
        those = project.charters[other].model.promises
        views += [promise_view(project, other, p, spelled=spelled) for p in those if not p.intention]
    promises = [v for v in views if not v.intention]
    groups = (
        _by_partner(say, organisation, charter, promises)
        if charter.partners
        else _by_phase(say, organisation, promises)
    )
    unit = unit_of(organisation, charter)
    return CharterView(
        id=id,
        uri=charter_uri(project, id),
        title=charter.title,
        language=code,
        kind=say.say(KINDS[charter.kind]),
        unit=unit.name if unit else "",
        unit_id=charter.unit if unit and charter.unit else "",
        audience=say.listing([say.say(AUDIENCES[a]) for a in charter.audience]),
        audience_ids=tuple(charter.audience),
        for_care=bool(CARE & set(charter.audience)),
        for_all=charter.kind is CharterKind.ORGANISATION,
        summary=charter.summary or "",
        words=words(say, organisation, charter),
        groups=tuple(groups),
        intentions=tuple(v for v in views if v.intention),
        claims=tuple(_claims(promises)),
        about=tuple(_about(say, charter)),
        standing=standing(charter, now),
        until=say.date(charter.valid.until) if charter.valid.until else "",
        foreign=code != project.language,
    )


def _by_phase(say: Language, organisation: Organisation, promises: list[PromiseView]) -> list[Group]:
    groups, told = [], set[str]()
    for phase in phase_order(organisation):
        here = [p for p in promises if (phase in p.phases if phase else not p.phases)]
        if here:
            new = tuple(p for p in here if p.uri not in told)
            also = tuple(p for p in here if p.uri in told)
            told |= {p.uri for p in new}
            groups.append(Group(phase or "always", phase_title(say, organisation, phase), new, also))
    return groups


def _by_partner(
    say: Language, organisation: Organisation, charter: Charter, promises: list[PromiseView]
) -> list[Group]:
    order = phase_order(organisation)
    ordered = sorted(promises, key=lambda p: min((order.index(f) for f in p.phases), default=len(order)))
    groups = []
    shared = tuple(p for p in ordered if not p.partner_id)
    if shared:
        groups.append(Group("together", say("What we promise together"), shared))
    for partner in charter.partners:
        kept = tuple(p for p in ordered if p.partner_id == partner.id)
        if kept:
            groups.append(Group(f"partner-{partner.id}", partner.name, kept, partner=_partner(partner)))
    return groups


def _partner(partner: Partner) -> PartnerView:
    return PartnerView(partner.name, partner.part, partner.url or "", partner.contact)


def _claims(promises: list[PromiseView]) -> list[ClaimGroup]:
    """Put promises with the same claim together, so that each way to report is told once."""
    found: dict[tuple[ClaimView, str], list[PromiseView]] = {}
    for promise in promises:
        found.setdefault((promise.claim, promise.partner), []).append(promise)
    if len(found) == 1:
        (claim, partner), _ = next(iter(found.items()))
        return [ClaimGroup("report", claim, (), partner)]
    return [
        ClaimGroup(f"report-{i}", claim, tuple(those), partner)
        for i, ((claim, partner), those) in enumerate(found.items(), 1)
    ]


def _about(say: Language, charter: Charter) -> list[Fact]:
    """Say who is responsible, with whom it was made, since when it holds and what was learned."""
    facts = [Fact(say("Responsible"), charter.owner)]
    made = [capital(say.joined((m.how, m.who or "", loose(say, m.on)))) for m in charter.made_with]
    if made:
        facts.append(Fact(say("Made with"), "\n".join(made)))
    facts.append(Fact(say("Holds since"), say.date(charter.valid.from_)))
    if charter.valid.until:
        facts.append(Fact(say("Holds until"), say.date(charter.valid.until)))
    if charter.valid.review:
        facts.append(Fact(say("We look at it again before"), say.date(charter.valid.review)))
    trial = charter.trial
    if trial:
        parts = []
        if trial.from_ and trial.to:
            parts.append(say("from {first} to {last}", first=say.date(trial.from_), last=say.date(trial.to)))
        elif trial.lasted:
            parts.append(say.quantity(trial.lasted))
        if trial.reports is not None:
            parts.append(say.plural("{n} report of a miss", "{n} reports of a miss", trial.reports))
        facts.append(Fact(say("Tried out"), capital(sentences((say.joined(parts), trial.outcome or "")))))
    for look in charter.evaluations:  # each look back is of another date, so no term stands twice
        answers = [
            (say("Well chosen"), look.chosen_well),
            (say("Made sharper"), look.sharpened),
            (say("Known by colleagues"), look.known_by_staff),
            (say("Known by people"), look.known_by_people),
        ]
        text = sentences(f"{term}: {answer}" for term, answer in answers if answer)
        facts.append(Fact(say("Looked back on {date}", date=say.loose_date(look.on)), text))
    return facts
