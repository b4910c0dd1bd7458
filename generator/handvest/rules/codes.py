"""Rules about codes: what is printed on a desk must open something, for ever."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.validate import Source
from handvest.model.charter import Charter
from handvest.model.code import Code, Codes
from handvest.problem import Level, Message, Problem, did_you_mean, message
from handvest.rules.references import phase_ids


def find_charter(project: Project, id: str) -> tuple[str, Source[Charter]] | None:
    """Find a charter by its id, or by an id that it had before."""
    if id in project.charters:
        return id, project.charters[id]
    return next(((i, s) for i, s in project.charters.items() if id in s.model.formerly), None)


def address(site_url: str, code: str) -> str:
    """Return the address that a code must have in print."""
    return f"{site_url.rstrip('/')}/q/{code}/"


def problems(project: Project) -> Iterator[Problem]:
    """Find codes that open nothing, that went missing, or that stand in print with another address."""
    source = project.codes
    codes = source.model.root if source else ()
    file = f"{project.settings.promises}/codes.yml"
    all_read = source.whole if source else "codes" not in project.unread
    if all_read:
        for lost in sorted(project.published_codes - {c.code for c in codes}):
            yield Problem(
                file,
                0,
                "",
                Level.ERROR,
                message("The code {code} is on the present site and no longer in this file.", code=lost),
                message("Put it back; it may stand on a desk. To end it: handvest codes retire {code}.", code=lost),
            )
    if not source:
        return
    seen: dict[str, int] = {}
    for i, code in enumerate(codes):
        if code.code in seen:
            yield source.problem(
                Level.ERROR,
                (i, "code"),
                message("The code {code} stands here twice.", code=code.code),
                message("Delete one of the two, or let the tool make a new one: handvest codes add."),
            )
        seen[code.code] = i
        yield from _opens(project, source, i, code)
        yield from _address(project, source, i, code)


def opens_problem(project: Project, code: Code) -> tuple[Message, Message] | None:
    """Say what is wrong with what a code opens, and what to do; None: it opens something."""
    found = find_charter(project, code.charter)
    if not found and any(s.left_out(("formerly",)) for s in project.charters.values()):
        return None
    if not found:
        return (
            message("The code would open nothing: there is no charter '{id}'.", id=code.charter),
            message(
                "Write {id} under formerly: of the charter that took its place, or end the code with "
                "handvest codes retire.",
                id=code.charter,
            ),
        )
    charter = found[1].model
    ids = {name for p in charter.promises for name in (p.id, *p.formerly)}
    if code.promise and code.promise not in ids and not found[1].left_out(("promises",)):
        what = message("The charter '{charter}' has no promise '{id}'.", charter=found[0], id=code.promise)
        return what, did_you_mean(code.promise, ids)
    all_phases = not project.organisation.left_out(("phases",))
    if code.phase and code.phase not in phase_ids(project) and all_phases:
        return message("'{value}' is not a phase.", value=code.phase), did_you_mean(code.phase, phase_ids(project))
    return None


def _opens(project: Project, source: Source[Codes], i: int, code: Code) -> Iterator[Problem]:
    if code.ended:
        by = code.ended.replaced_by
        if by and not find_charter(project, by) and by not in project.unread:
            place = (i, "ended", "replaced_by")
            what = message("There is no charter '{id}'.", id=by)
            yield source.problem(Level.ERROR, place, what, did_you_mean(by, project.charters))
    elif code.charter not in project.unread and not source.left_out((i, "ended")):
        wrong = opens_problem(project, code)
        if wrong:
            yield source.problem(Level.ERROR, (i, "opens"), *wrong)


def _address(project: Project, source: Source[Codes], i: int, code: Code) -> Iterator[Problem]:
    if not code.url:
        return
    site_url = project.settings.site_url
    if not code.url.rstrip("/").endswith(f"/q/{code.code}"):
        yield source.problem(
            Level.ERROR,
            (i, "url"),
            message("This address is not that of the code {code}.", code=code.code),
            message("It ends in /q/{code}/.", code=code.code),
        )
    elif not site_url:
        yield Problem(
            "mkdocs.yml",
            0,
            "site_url",
            Level.ERROR,
            message("There are codes in print, but the address of the site is not known."),
            message(
                "Write site_url: {url} in mkdocs.yml.",
                url=code.url.rstrip("/").removesuffix(f"q/{code.code}"),
            ),
        )
    elif not code.forwarded and code.url.rstrip("/") != address(site_url, code.code).rstrip("/"):
        yield source.problem(
            Level.ERROR,
            (i, "url"),
            message(
                "This code is in print with {printed}, but the site will stand at {site}.",
                printed=code.url,
                site=site_url,
            ),
            message(
                "Set site_url in mkdocs.yml back. If the old address leads on to the new one for good, "
                "write forwarded: true here."
            ),
        )
