"""Rules about the people in a report: nobody is shown without consent that holds today."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.written import Written
from handvest.model.report import INVENTED, Person, Section, SectionKind, without_consent
from handvest.problem import Level, Message, Problem, message

NEAR = dt.timedelta(days=60)  # asking people again takes some weeks

_TITLE = re.compile(r"(mevrouw|meneer|de heer|mw\.?|dhr\.?|mrs?\.?|ms\.?)\s+", re.IGNORECASE)

_OUT = message("This section stays out of the site and of every version.")


def problems(project: Project, today: dt.date) -> Iterator[Problem]:
    """Find people who may not be shown, and stories that do not say who is in them."""
    for folder in project.reports.values():
        for written in folder.sections:
            yield from _section(written, today)
            for version in written.versions.values():
                if version.head.model.people:
                    what = message("Who is shown is read from the section itself, not from this version.")
                    remedy = message("Write people: in {file}, and delete it here.", file=written.file)
                    yield version.head.problem(Level.WARNING, ("people",), what, remedy)


def _section(written: Written, today: dt.date) -> Iterator[Problem]:
    head = written.head
    section: Section = head.model
    if section.kind is SectionKind.STORY and not section.people and not head.left_out(("people",)):
        what = message("This is a story, and it does not say who is in it. {out}", out=_OUT)
        remedy = message("Write people: with name, shown_as and consent (the day on which they agreed).")
        yield head.problem(Level.WARNING, ("kind",), what, remedy)
    yield from _quoted(written, section)
    barred = without_consent(section, today)
    for i, person in enumerate(section.people):
        if head.left_out(("people", i)):
            continue
        if person.names not in (None, INVENTED):
            what = message("'{value}' says nothing here; only '{known}' does.", value=person.names, known=INVENTED)
            remedy = message(
                "Write names: {known} when the name is not the real one, or delete the line.", known=INVENTED
            )
            yield head.problem(Level.WARNING, ("people", i, "names"), what, remedy)
        if i in barred:
            key, what = _why(person, today)
            remedy = message("Ask for consent and write the day under consent:, or take the person out of the text.")
            yield head.problem(Level.WARNING, ("people", i, key), what, remedy)
        elif person.until and person.until <= today + NEAR:
            what = message(
                "The consent of {name} ends on {date}. From then on this section stays out of the site.",
                name=_name(person),
                date=person.until.isoformat(),
            )
            yield head.problem(
                Level.ADVICE, ("people", i, "until"), what, message("Ask again, and write the new day.")
            )


def _quoted(written: Written, section: Section) -> Iterator[Problem]:
    """Find quotes by somebody with a name who is not among the people of the section: a role needs no consent."""
    names = [person.name for person in section.people if person.name]
    for block in written.telling.blocks:
        by = block.head.model.by if block.kind == "quote" else None
        if by and _TITLE.sub("", by, 1)[:1].isupper() and not any(name in by or by in name for name in names):
            what = message("'{value}' looks like the name of a person, who is not under people:.", value=by)
            remedy = message("Write the person there, with consent. Is it a role? Begin it with a small letter.")
            yield block.head.problem(Level.ADVICE, ("by",), what, remedy)


def _why(person: Person, today: dt.date) -> tuple[str, Message]:
    """Return the key that it is about, and why this person may not be shown."""
    name = _name(person)
    if not person.consent:
        return "consent", message("It is not written down that {name} agreed to be shown. {out}", name=name, out=_OUT)
    if person.consent > today:
        day = person.consent.isoformat()
        return "consent", message("The consent of {name} begins on {date}. {out}", name=name, date=day, out=_OUT)
    until = person.until.isoformat() if person.until else ""
    return "until", message("The consent of {name} ended on {date}. {out}", name=name, date=until, out=_OUT)


def _name(person: Person) -> str | Message:
    return person.name or message("someone who is shown here")
