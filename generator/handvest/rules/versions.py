"""Rules that keep versions in step: each easy text and translation was held beside the full text as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from handvest.language import Language, language
from handvest.load.project import Project
from handvest.load.validate import Source
from handvest.model.approved import Approval, Approved, Change, changes
from handvest.model.base import Place
from handvest.model.charter import Charter
from handvest.model.inherit import partner_of
from handvest.model.wording import Key, Version, versions
from handvest.problem import Level, Message, Problem, message
from handvest.rules.changes import command, compare, label, many, mend, single, together, told
from handvest.rules.codes import find_charter


@dataclass(frozen=True)
class Waiting:
    """A version that nobody approved yet, or that was approved for another full text or in other words."""

    version: Version
    approval: Approval | None
    changes: tuple[Change, ...]
    reworded: bool


def charter_versions(project: Project, id: str) -> list[Version]:
    """Return all versions in a charter: those of its own texts, then those of its promises."""
    return list(versions(charter_language(project, id), id, project.charters[id].model))


def charter_language(project: Project, id: str) -> Language:
    """Return the language in which a charter is written."""
    return language(project.charters[id].model.language or project.language)


def approvals(project: Project) -> dict[Key, Approval]:
    """Return what was approved, by the names that charters and promises have now; of two the later one counts."""
    entries = project.approved.model.root if project.approved else ()
    return {_key(project, entry): entry for entry in entries}


def _key(project: Project, entry: Approval) -> Key:
    found = find_charter(project, entry.charter)
    id, promise = (found[0] if found else entry.charter), entry.promise or ""
    if found and promise and all(p.id != promise for p in found[1].model.promises):
        promise = next((p.id for p in found[1].model.promises if promise in p.formerly), promise)
    return id, promise, entry.version


def unapproved(project: Project, charter: str) -> list[Waiting]:
    """Return the versions of a charter that must be approved before it may be launched."""
    return waiting(project, charter_versions(project, charter), approvals(project))


def waiting(project: Project, found: Iterable[Version], known: dict[Key, Approval]) -> list[Waiting]:
    """Return the versions that wait to be approved; `known`: what was approved."""
    return [w for version in found if (w := state(project, version, known.get(version.key)))]


def state(project: Project, version: Version, approval: Approval | None) -> Waiting | None:
    """Tell why a version waits to be approved; None: it was approved as it is now."""
    if approval is None:
        return Waiting(version, None, (), False)
    code = charter_language(project, version.charter).code
    changed = tuple(changes(approval.of, version.of, code))
    reworded = approval.text != version.fingerprint
    return Waiting(version, approval, changed, reworded) if changed or reworded else None


def problems(project: Project) -> Iterator[Problem]:
    """Find versions that are not approved, or no longer; and what is remembered for nothing."""
    source = project.approved
    if "approved" in project.unread or not project.organisation.whole or (source and not source.whole):
        return
    found = {id: charter_versions(project, id) for id in project.charters}
    known = approvals(project)
    begun = {(id, name) for id, _, name in known}
    for id, charter in project.charters.items():
        if not charter.whole:
            continue  # first the mistakes: what they left out would seem to be gone
        waits = sorted(waiting(project, found[id], known), key=lambda w: w.version.name)
        for name, those in groupby(waits, key=lambda w: w.version.name):
            if (id, name) in begun:
                yield from _since(charter, name, list(those))
            else:
                yield _never(charter, list(those))
    if source:
        yield from _for_nothing(project, source, {v.key for those in found.values() for v in those})


def _never(source: Source[Charter], waits: list[Waiting]) -> Problem:
    """Tell of a version of a charter of which nothing was ever approved."""
    first, n = waits[0].version, len(waits)
    if n == 1:
        return _one(source, waits[0], ())
    what = message(
        "Nobody has said yet of {n} {versions} that they fit the full text.", n=n, versions=many(first.name)
    )
    return source.problem(Level.WARNING, first.place, what, compare((first.charter, "", first.name)))


def _since(source: Source[Charter], name: str, waits: list[Waiting]) -> Iterator[Problem]:
    """Tell what changed since a version was approved; what reaches more than one text is told once."""
    shared = _shared(source.model, waits)
    for place, reached in shared.items():
        yield _reached(source, name, place, reached)
    for w in waits:
        elsewhere = {change for reached in shared.values() for other, change in reached if other is w}
        own = tuple(change for change in w.changes if change not in elsewhere)
        if own or w.reworded or not w.approval:
            yield _one(source, w, own)


def reason(w: Waiting) -> Message:
    """Say why a version waits to be approved, with all that changed."""
    return together(_said(w, bool(w.changes))[0], *map(told, w.changes))


def _one(source: Source[Charter], w: Waiting, own: tuple[Change, ...]) -> Problem:
    version = w.version
    said, remedy = _said(w, bool(own))
    return source.problem(Level.WARNING, version.place, together(said, *map(told, own)), remedy)


def _said(w: Waiting, changed: bool) -> tuple[Message, Message]:
    key, what = w.version.key, single(w.version.name)
    if w.approval is None:
        return message("Nobody has said yet that {version} fits the full text.", version=what), compare(key)
    date = w.approval.on.isoformat()
    if not changed:
        said = message(
            "The words of {version} have changed since it was approved on {date}.", version=what, date=date
        )
        return said, compare(key)
    if w.reworded:
        said = message(
            "Both the full text and {version} have changed since {date}, when they were approved.",
            version=what,
            date=date,
        )
        return said, message("Look once more whether they fit, and then: {command}", command=command(key))
    said = message("The full text has changed since {version} was approved on {date}.", version=what, date=date)
    return said, mend(key)


def _shared(charter: Charter, waits: list[Waiting]) -> dict[Place, list[tuple[Waiting, Change]]]:
    """Gather the changes that reach more than one text, by the place in the charter from which they come."""
    found: dict[Place, list[tuple[Waiting, Change]]] = {}
    for w in waits:
        for change in () if w.reworded else w.changes:
            place = _origin(charter, w.version.promise, change.part)
            if place:
                found.setdefault(place, []).append((w, change))
    return {place: those for place, those in found.items() if len({w.version.key for w, _ in those}) > 1}


def _origin(charter: Charter, id: str | None, part: str) -> Place | None:
    """Return the place from which promises inherit a part; None when it is a text's own."""
    promise = next((p for p in charter.promises if p.id == id), None)
    top, _, key = part.partition(".")
    if top == "claim":
        if promise and promise.claim and key in promise.claim.model_fields_set:
            return None
        partner = partner_of(charter, promise) if promise else None
        if partner and partner.claim and key in partner.claim.model_fields_set:
            return "partners", charter.partners.index(partner), "claim"
        return ("claim",)
    if top in ("offers", "choice", "proactive", "because"):
        return None if promise and promise.compensation else ("compensation",)
    if top == "exceptions":
        return None if promise and promise.exceptions is not None else ("exceptions",)
    return None


def _reached(source: Source[Charter], name: str, place: Place, those: list[tuple[Waiting, Change]]) -> Problem:
    reached = {w.version.key: w.approval.on for w, _ in those if w.approval}
    said = message(
        "What stands here has changed since {n} {versions} were approved (the last on {date}).",
        n=len(reached),
        versions=many(name),
        date=max(reached.values()).isoformat(),
    )
    different = dict.fromkeys(change for _, change in those)
    charter = those[0][0].version.charter
    return source.problem(Level.WARNING, place, together(said, *map(told, different)), mend((charter, "", name)))


def _for_nothing(project: Project, source: Source[Approved], known: set[Key]) -> Iterator[Problem]:
    """Find entries that stand there twice, and entries of what no longer exists; `known`: what exists."""
    seen: set[Key] = set()
    for i, entry in enumerate(source.model.root):
        key = _key(project, entry)
        if key in seen:
            what = message("The approval of {version} stands here twice; the last one counts.", version=label(key))
            yield source.problem(Level.WARNING, (i,), what, message("Keep the one that is right."))
        elif gone(project, key, known):
            what = message("There is no {version} any more.", version=label(key))
            yield source.problem(Level.ADVICE, (i,), what, message("The next handvest approve deletes these lines."))
        seen.add(key)


def gone(project: Project, key: Key, known: set[Key]) -> bool:
    """Tell whether a version no longer exists; one in a file with mistakes may still be there."""
    charter = project.charters.get(key[0])
    return key not in known and key[0] not in project.unread and (charter is None or charter.whole)
