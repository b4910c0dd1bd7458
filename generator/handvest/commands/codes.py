"""The command that lists, adds and retires codes."""

from __future__ import annotations

import argparse

from handvest import codes as code_file
from handvest.commands.said import no_charter, show
from handvest.examine import moment
from handvest.host import Stop, configuration
from handvest.language import Language, language
from handvest.load.project import Project, load
from handvest.model.code import Code
from handvest.problem import errors
from handvest.rules.codes import find_charter, opens_problem


def codes(args: argparse.Namespace) -> int:
    """List, add or retire codes."""
    project, problems = load(configuration(args).settings)
    say = language(project.language)
    broken = [p for p in errors(problems) if p.file == f"{project.settings.promises}/codes.yml"]
    if broken:
        show(broken, project.language)
        return 1
    if args.action == "list":
        for code in code_file.codes(project):
            state = (
                say("ended {date}: {because}", date=code.ended.on, because=code.ended.because) if code.ended else ""
            )
            print("\t".join(filter(None, (code.code, code.opens, code.url or "", state))))
        return 0
    if not args.what:
        raise Stop(say("Name what it is about: handvest codes add kno, or handvest codes retire k7m3p --because …"))
    if args.action == "add":
        return _add_code(say, project, args.what)
    if not args.because:
        raise Stop(say('Give the reason, as visitors may read it: --because "The clinic has moved."'))
    if args.replaced_by and args.replaced_by not in project.charters:
        raise Stop(no_charter(say, project, args.replaced_by))
    try:
        code_file.retire(project, args.what, moment(args.now, project).date(), args.because, args.replaced_by)
    except KeyError:
        raise Stop(say("There is no code {code} that is in use.", code=args.what)) from None
    except ValueError:
        raise Stop(_by_hand(say)) from None
    print(say("The code {code} has ended. It stays in the file, and its page says why.", code=args.what))
    return 0


def _add_code(say: Language, project: Project, opens: str) -> int:
    wanted = Code.model_construct(code="", opens=opens)
    if not find_charter(project, wanted.charter):
        raise Stop(no_charter(say, project, wanted.charter))
    wrong = opens_problem(project, wanted)
    if wrong:
        raise Stop(" ".join(say.say(m) for m in wrong))
    if not project.settings.site_url:
        raise Stop(say("Write site_url in mkdocs.yml first: a code is printed with the address of the site."))
    try:
        code = code_file.add(project, opens)
    except ValueError:
        raise Stop(_by_hand(say)) from None
    print(f"{code.code}\t{code.url}")
    return 0


def _by_hand(say: Language) -> str:
    return say("codes.yml is written in a way that this command can't follow. Write the line in it yourself.")
