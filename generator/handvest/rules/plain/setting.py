"""What holds for all texts of one file: explained words, names, and the one word for each thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handvest.load.project import Project
from handvest.model.charter import Charter
from handvest.model.choices import Audience, CharterKind
from handvest.model.inherit import unit_of
from handvest.model.organisation import Labels
from handvest.model.quantity import Label
from handvest.rules.plain.lexicon import forms, rows

AUDIENCES = {Audience.PATIENTS: "patiënt", Audience.CLIENTS: "cliënt", Audience.RESIDENTS: "bewoner"}
"""The word for the people of an audience, where no label says otherwise."""

_NAME = re.compile(r"(?<=\s)[A-Z][^\W\dA-Z_]+")  # a capital that begins no sentence

CARE = {*AUDIENCES, Audience.FAMILY}


@dataclass(frozen=True)
class Setting:
    """What the rules must know besides the text; all words in small letters."""

    explained: frozenset[str] = frozenset()  # words and abbreviations of words.yml
    names: frozenset[str] = frozenset()  # words in names of organisations and places
    instead: tuple[tuple[str, str], ...] = ()  # a word, and the one that is used elsewhere for the same thing

    def is_explained(self, word: str) -> bool:
        """Tell whether words.yml explains a word (in small letters), in one of its forms."""
        return any(form in self.explained for form in forms(word))


def setting(project: Project, charter: Charter | None = None) -> Setting:
    """Gather what holds for a charter, or for the organisation's own texts."""
    explained: set[str] = set()
    if project.words:
        explained |= {w.word.lower() for w in project.words.model.words}
        explained |= {a.short.lower() for a in project.words.model.abbreviations}
    organisation = project.organisation.model
    names = [organisation.name, *(unit.name for unit in organisation.units.values())]
    names += [partner.name for partner in charter.partners] if charter else []
    of_names = {word.strip(",.()").lower() for name in names for word in name.split()}
    contacts = [organisation.contact, *([charter.contact] if charter else [])]
    places = [text for contact in contacts for text in (contact.desk, contact.address) if text]
    places += [charter.title] if charter else []
    of_names |= {word.lower() for place in places for word in _NAME.findall(place)}
    instead = _instead(project, charter) if charter else ()
    return Setting(frozenset(explained), frozenset(of_names), instead)


def _instead(project: Project, charter: Charter) -> tuple[tuple[str, str], ...]:
    """Pair each other word for a person, a promise and a charter with the word that is used here."""
    organisation = project.organisation.model
    unit = unit_of(organisation, charter)
    chain = [charter.labels, *([unit.labels] if unit else []), organisation.labels]
    audience = set(charter.audience)
    people = [AUDIENCES[a] for a in charter.audience if a in AUDIENCES]
    found = []
    for kind, built_in in (("promise", ["belofte"]), ("charter", ["handvest"]), ("person", people)):
        if kind == "person" and (charter.kind is CharterKind.CHAIN or not audience & CARE):
            continue  # each partner has its own word for the person; colleagues may have customers
        label = next((own for labels in chain if (own := _label(labels, kind))), ())
        used = {*label, *built_in} if kind == "person" else set(label or built_in)
        ours = [(one, other) for k, one, other in rows("terms.tsv") if k == kind and {one, other} & used]
        if not (label or ours):
            continue
        one, other = label or ours[0]
        for k, *rivals in rows("terms.tsv"):
            if k == kind and not set(rivals) & used:
                found += list(zip(rivals, (one, other), strict=True))
    return tuple(found)


def _label(labels: Labels, kind: str) -> tuple[str, str] | tuple[()]:
    own: Label | str | None = getattr(labels, kind)
    if isinstance(own, Label):
        return own.one.lower(), own.other.lower()
    return (own.lower(), own.lower()) if own else ()
