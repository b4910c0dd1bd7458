"""The words of the field: built-in phases, themes, audiences, kinds, and the labels of an organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handvest.language import Language, ended, plural
from handvest.model.charter import Charter
from handvest.model.choices import Audience, Channel, CharterKind, Per, Phase, Reporter, Theme
from handvest.model.inherit import unit_of
from handvest.model.organisation import Labels, Organisation
from handvest.model.quantity import Label
from handvest.problem import Message, message

PHASES: dict[str, Message] = {
    Phase.EMERGENCY: message("In an emergency"),
    Phase.REFERRAL: message("When you are referred"),
    Phase.APPOINTMENT: message("When you make an appointment"),
    Phase.VISIT: message("During your visit"),
    Phase.WAITING_ROOM: message("In the waiting room"),
    Phase.EXAMINATION: message("At an examination"),
    Phase.TREATMENT: message("At a treatment"),
    Phase.ADMISSION: message("When you are admitted"),
    Phase.STAY: message("While you stay with us"),
    Phase.HOME: message("At your home"),
    Phase.DISCHARGE: message("When you go home"),
    Phase.AFTERCARE: message("After your care"),
}
ALWAYS = message("Always")

THEMES: dict[Theme, Message] = {
    Theme.WAITING: message("Waiting"),
    Theme.PLANNING: message("Planning"),
    Theme.CONTACT: message("Contact"),
    Theme.INFORMATION: message("Information"),
    Theme.RESPECT: message("Respect"),
    Theme.CONTINUITY: message("Familiar faces"),
    Theme.PRIVACY: message("Privacy"),
    Theme.COMFORT: message("Comfort"),
    Theme.SAFETY: message("Safety"),
    Theme.AFTERCARE: message("Aftercare"),
    Theme.OTHER: message("Other subjects"),
}

AUDIENCES: dict[Audience, Message] = {
    Audience.PATIENTS: message("patients"),
    Audience.RESIDENTS: message("residents"),
    Audience.CLIENTS: message("clients"),
    Audience.FAMILY: message("family"),
    Audience.REFERRERS: message("general practitioners and other referrers"),
    Audience.PARTNERS: message("partner organisations"),
    Audience.STAFF: message("colleagues"),
}

KINDS: dict[CharterKind, Message] = {
    CharterKind.ORGANISATION: message("The whole organisation"),
    CharterKind.LOCATION: message("Location"),
    CharterKind.DEPARTMENT: message("Department"),
    CharterKind.CLINIC: message("Outpatient clinic"),
    CharterKind.WARD: message("Ward"),
    CharterKind.TEAM: message("Team"),
    CharterKind.SERVICE: message("Service"),
    CharterKind.CARE_PROCESS: message("Care process"),
    CharterKind.CHAIN: message("Care by several organisations together"),
}

CHANNELS: dict[Channel, Message] = {
    Channel.DESK: message("At the desk"),
    Channel.PHONE: message("By phone"),
    Channel.EMAIL: message("By e-mail"),
    Channel.FORM: message("With the form on our site"),
    Channel.PAPER_FORM: message("With the paper form"),
    Channel.LETTER: message("By letter"),
    Channel.IN_PERSON: message("In person"),
}

REPORTERS: dict[Reporter, Message] = {
    Reporter.PERSON: message("you yourself"),
    Reporter.FAMILY: message("your family"),
    Reporter.REPRESENTATIVE: message("your representative"),
}

PER: dict[str, Message] = {
    Per.VISIT: message("visit"),
    Per.CARE_MOMENT: message("care moment"),
    Per.DAY: message("day"),
    Per.WEEK: message("week"),
    Per.MONTH: message("month"),
    Per.YEAR: message("year"),
}

_PROMISE = plural("promise", "promises")
_CHARTER = plural("charter", "charters")
_PERSON = plural("person", "people")
_PROMISES = plural("{n} promise", "{n} promises")
MORE = 3  # how many stand for "more than one"; some languages have a form of their own for two


def sentences(parts: Iterable[str]) -> str:
    """Put texts one after the other, each ending as a sentence does."""
    return " ".join(part if ended(part) else f"{part}." for part in parts if part)


def capital(text: str) -> str:
    """Begin a text with a capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Words:
    """The words for a promise, a charter and a person, in one and more; a plain label is the same in both."""

    promise: str
    promises: str
    charter: str
    charters: str
    person: str
    people: str


def words(say: Language, organisation: Organisation, charter: Charter | None = None) -> Words:
    """Find the words that fit: the charter's own, its unit's, the organisation's, or the built-in ones."""
    unit = unit_of(organisation, charter) if charter else None
    chain: list[Labels] = [
        *([charter.labels] if charter else []),
        *([unit.labels] if unit else []),
        organisation.labels,
    ]
    promise = _pair(say, [labels.promise for labels in chain], _PROMISE)
    charter_ = _pair(say, [labels.charter for labels in chain], _CHARTER)
    person = _pair(say, [labels.person for labels in chain], _PERSON)
    return Words(*promise, *charter_, *person)


def _pair(say: Language, own: list[Label | str | None], built_in: tuple[str, str]) -> tuple[str, str]:
    for label in own:
        if isinstance(label, Label):
            return label.one, label.other
        if label:
            return label, label
    return say.plural(*built_in, 1), say.plural(*built_in, MORE)


def counted(say: Language, own: Words, n: int) -> str:
    """Say how many promises (0 or more) there are; an own word has one form for more than one."""
    if (own.promise, own.promises) == _pair(say, [], _PROMISE):
        return say.plural(*_PROMISES, n)
    return f"{say.number(n)} {own.promise if n == 1 else own.promises}"


def phase_title(say: Language, organisation: Organisation, id: str) -> str:
    """Return what people see for a phase, built-in or own; empty: what holds always."""
    if not id:
        return say.say(ALWAYS)
    for phase in organisation.phases:
        if phase.id == id:
            return phase.title
    return say.say(PHASES[id])


def phase_order(organisation: Organisation) -> list[str]:
    """All phases in the order of a journey: own ones first, as they are mostly about getting to know someone."""
    return [p.id for p in organisation.phases] + [p.value for p in Phase] + [""]
