"""The commands, as an author types them: what they answer, and how they end."""

from __future__ import annotations

import argparse
import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
import yaml
from conftest import CHARTER, MKDOCS, NOW, ORGANISATION, ROOT, Draw, here, run
from json_schema import Core, faults
from reading import text_of
from snapshot import snapshot

from handvest.cli import parser
from handvest.language import language
from handvest.load.project import KINDS
from handvest.schema import plain_schema

SOUND = CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."')
WRONG = SOUND.replace("kind: clinic", "kind: klinik")
SILENT = SOUND.replace("exceptions: none\n", "")  # a warning: silence about exceptions
DUE = SOUND.replace("{from: 2026-01-01}", "{from: 2026-01-01, review: 2026-10-16}")  # advice: it is due tomorrow
DUTCH = ORGANISATION.replace("[en]", "[nl]")
COMMANDS = ("check", "build", "serve", "write", "schema", "codes", "new-report", "print", "approve")


# check


@pytest.mark.parametrize(
    ("charter", "status", "strict", "shown"),
    [
        (SOUND, 0, 0, "No problems found."),
        (DUE, 0, 0, "1 piece of advice\npromises/kno.yml:5: valid.review: The review of this charter is due on"),
        (SILENT, 0, 1, "1 warning\npromises/kno.yml:"),
        (WRONG, 1, 1, "1 error\npromises/kno.yml:2: kind: 'klinik' is not a kind of charter. Did you mean 'clinic'?"),
    ],
    ids=["sound", "advice", "warning", "error"],
)
def test_check_says_how_heavy_problems_weigh(draw: Draw, charter: str, status: int, strict: int, shown: str) -> None:
    root = draw({"promises/kno.yml": charter})
    before = snapshot(root)
    for options, expected in (((), status), (("--strict",), strict)):
        done = here("check", *options, folder=root)
        assert done.returncode == expected
        assert shown in done.stdout + done.stderr
        assert ("error" in done.stderr or "warning" in done.stderr) == (charter in (SILENT, WRONG))
    assert snapshot(root) == before


def test_check_writes_problems_as_json(draw: Draw) -> None:
    root = draw({"promises/kno.yml": WRONG + "words: nonsense\n", "promises/ent.yml": SILENT})
    done = here("check", "--json", folder=root)
    assert (done.returncode, done.stderr) == (1, "")
    assert [(row["file"], row["level"]) for row in json.loads(done.stdout)] == [
        ("promises/kno.yml", "error"),
        ("promises/kno.yml", "error"),
        ("promises/ent.yml", "warning"),
    ]
    assert json.loads(done.stdout)[0] == {
        "file": "promises/kno.yml",
        "line": 2,
        "path": "kind",
        "level": "error",
        "message": "'klinik' is not a kind of charter.",
        "remedy": "Did you mean 'clinic'?",
    }


@pytest.mark.parametrize(
    ("charter", "options", "status"), [(SILENT, (), 0), (SILENT, ("--strict",), 1), (SOUND, (), 0)]
)
def test_json_has_the_same_exit_status(draw: Draw, charter: str, options: tuple[str, ...], status: int) -> None:
    done = here("check", "--json", *options, folder=draw({"promises/kno.yml": charter}))
    assert done.returncode == status
    assert len(json.loads(done.stdout)) == (charter == SILENT)


def test_problems_are_told_in_the_language_of_the_site(draw: Draw) -> None:
    root = draw({"promises/organisation.yml": DUTCH, "promises/kno.yml": WRONG, "content/a.md": "[x](/y/)"})
    shown = here("check", folder=root).stderr
    assert "1 fout\npromises/kno.yml:2: kind: 'klinik' is geen soort handvest. Bedoelt u 'clinic'?" in shown
    draw({"promises/organisation.yml": DUTCH})
    shown = here("build", folder=root).stderr
    assert "a/index.html: De link /y/ leidt nergens heen. Kijk of het adres klopt." in shown
    assert "Er is niets gepubliceerd." in shown


def test_check_sees_what_a_build_would_refuse(draw: Draw) -> None:
    taken = here("check", folder=draw({"content/promises.md": "x"})).stderr
    assert "content/promises.md: At this address stands a page that is made from your promises." in taken
    shown = here("check", folder=draw({"content/b.md": b"x\n\xe9", "mkdocs.yml": MKDOCS + "site_nam: x\n"})).stderr
    assert "content/b.md:2: The file is not saved as UTF-8" in shown
    assert "1 warning\nmkdocs.yml: Config value 'site_nam': Unrecognised configuration name: site_nam" in shown


def test_an_option_with_a_slip_is_a_warning(draw: Draw) -> None:
    root = draw({"mkdocs.yml": MKDOCS.replace("[handvest]", "[{handvest: {promisses: x}}]")})
    done = here("build", "--strict", folder=root)
    assert done.returncode == 1
    assert done.stderr.count("mkdocs.yml: Config value 'plugins': Plugin 'handvest' option 'promisses'") == 1


# where there is no sound project


@pytest.mark.parametrize(
    "command", ["check", "build", "serve", "write x", "schema x", "codes", "codes add kno", "approve"]
)
def test_without_a_project_each_command_says_what_to_do(tmp_path: Path, command: str) -> None:
    done = here(*command.split(), folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == ("Hier staat geen mkdocs.yml. Ga naar de map van uw project, of noem het bestand met -f.\n")


@pytest.mark.parametrize("command", ["check", "build", "serve", "write x", "schema x", "codes", "approve"])
@pytest.mark.parametrize(
    ("mkdocs", "said"),
    [
        (
            MKDOCS.replace("plugins: [handvest]", ""),
            "mkdocs.yml does not name the plugin. Write there: plugins: [handv",
        ),
        (MKDOCS + "theme: [", "error parsing the configuration file: while parsing a flow"),
        ("", "Config value 'site_name': Required configuration not provided."),
        ("hello", "Expected a key-value mapping (dict) but received: <class 'str'>"),
        (b"site_name: \xff", "error parsing the configuration file"),
        (MKDOCS.replace("material", "nosuch"), "Config value 'theme': Unrecognised theme name: 'nosuch'."),
        (MKDOCS.replace("[handvest]", "[handvest, nosuch]"), 'The "nosuch" plugin is not installed'),
        (MKDOCS.replace("content", "nosuch"), "The path '"),
        (
            MKDOCS.replace("[handvest]", "[{handvest: {now: soon}}]"),
            "'soon' is not a moment such as 2026-10-15T09:00",
        ),
        (MKDOCS + "use_directory_urls: false\n", "mkdocs.yml: take use_directory_urls out; each page has a folder"),
    ],
    ids=["no plugin", "no YAML", "empty", "text", "no UTF-8", "theme", "plugin", "docs", "moment", "addresses"],
)
def test_a_wrong_mkdocs_yml_is_told(draw: Draw, mkdocs: str | bytes, said: str, command: str) -> None:
    root = draw({"mkdocs.yml": mkdocs})
    done = here(*command.split(), folder=root)
    assert done.returncode == 1
    assert said in done.stderr


def test_a_project_may_lie_elsewhere(draw: Draw) -> None:
    root = draw()
    for option in (("-f", "mkdocs.yml"), ("--config", str(root / "mkdocs.yml")), (f"--config={root}/mkdocs.yml",)):
        done = here("check", *option, folder=root if option[-1] == "mkdocs.yml" else ROOT)
        assert (done.returncode, done.stdout) == (0, "No problems found.\n")
    assert here("build", f"--config={root}/mkdocs.yml", folder=ROOT).returncode == 0
    assert (root / "site/promises/kno/index.html").is_file()


# words


@pytest.mark.parametrize("moment", ["soon", "2026-13-01", "0001-01-01", "9999-12-31", "", "12:00"])
@pytest.mark.parametrize("command", ["check", "codes"])
def test_a_moment_that_is_none_is_told(draw: Draw, command: str, moment: str) -> None:
    done = here(command, folder=draw(), now=moment)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"'{moment}' is not a moment. Write it like this: 2026-10-15T09:00." in done.stderr


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2026-10-15", True),
        ("2026-10-14T23:59", False),
        ("2026-10-14T22:00Z", True),  # midnight in Amsterdam
        ("2026-10-14T21:59Z", False),
        ("2026-10-14 18:00-04:00", True),
    ],
)
def test_a_moment_is_that_of_the_organisation(draw: Draw, moment: str, there: bool) -> None:
    root = draw({"promises/kno.yml": f"launch: 2026-10-15\n{SOUND}"})
    assert here("build", folder=root, now=moment).returncode == 0
    assert (root / "site/promises/kno").exists() == there


@pytest.mark.parametrize("words", ["chekc", "check --strikt", "build --out", "codes ad kno", "write", "schema"])
def test_what_is_not_understood_ends_with_2(draw: Draw, words: str) -> None:
    done = run("-m", "handvest", *words.split(), folder=draw())
    assert done.returncode == 2
    assert done.stderr.startswith("usage: handvest")


def options(command: str, code: str) -> list[argparse.Action]:
    """All that can be typed after a command."""
    top = parser(language(code))
    subs = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    assert tuple(subs.choices) == COMMANDS
    return list(subs.choices[command]._actions)


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_mentions_each_option(draw: Draw, monkeypatch: pytest.MonkeyPatch, command: str, code: str) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    done = here(
        command, "--help", folder=draw({"promises/organisation.yml": DUTCH if code == "nl" else ORGANISATION})
    )
    assert done.returncode == 0
    assert done.stdout.startswith("gebruik: " if code == "nl" else "usage: ")
    for option, english in zip(options(command, code), options(command, "en"), strict=True):
        for word in option.option_strings or [str(option.metavar or "{list,add,retire}")]:
            assert word in done.stdout
        assert option.help and option.help in done.stdout
        assert code == "en" or option.help != english.help


@pytest.mark.parametrize("code", ["nl", "en"])
def test_help_mentions_each_command(draw: Draw, code: str) -> None:
    root = draw({"promises/organisation.yml": DUTCH if code == "nl" else ORGANISATION})
    done = run("-m", "handvest", "--help", folder=root)
    assert done.returncode == 0
    for command in COMMANDS:
        assert re.search(rf"\n    {command}\s", done.stdout)
    assert run("-m", "handvest", "--version", folder=root).stdout.startswith("handvest 0.")


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        ("languages: [nl, en]", "opties"),
        ("languages: [en]  # and no other", "options"),
        ("languages: ['en', nl]", "options"),
        ("languages:\n  - en\n  - nl", "options"),
        ("languages: [fr]", "options"),
        ("timezone: Europe/Amsterdam", "opties"),
    ],
)
def test_help_speaks_the_main_language_of_the_project(draw: Draw, languages: str, said: str) -> None:
    root = draw({"promises/organisation.yml": ORGANISATION.replace("languages: [en]", languages)})
    assert f"\n{said}:\n" in here("check", "--help", folder=root).stdout


def test_other_plugins_are_started_and_stopped_as_mkdocs_does(draw: Draw) -> None:
    hooks = (
        "from pathlib import Path\n"
        "def on_startup(command, dirty): Path('log').write_text(command)\n"
        "def on_shutdown(): Path('log').write_text(Path('log').read_text() + ', done')\n"
    )
    mkdocs = MKDOCS.replace("[handvest]", "[search, handvest]") + "hooks: [hooks.py]\n"
    root = draw({"mkdocs.yml": mkdocs, "hooks.py": hooks})
    assert here("build", folder=root).returncode == 0
    assert (root / "log").read_text("utf-8") == "build, done"


# schema


@pytest.fixture(scope="session")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The schemas that the command writes for the example."""
    folder = tmp_path_factory.mktemp("schemas")
    done = here("schema", str(folder), folder=ROOT)
    assert done.returncode == 0, done.stderr
    found = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    assert list(found) == sorted(KINDS)
    return found


EXAMPLE = sorted((ROOT / "promises").rglob("*.yml"))


def wrong(text: str, kind: str, schemas: dict[str, Any]) -> list[str]:
    return list(faults(yaml.load(text, Core), schemas[kind], schemas[kind]))


@pytest.mark.parametrize("path", EXAMPLE, ids=lambda p: p.stem)
def test_the_example_fits_the_schemas(schemas: dict[str, Any], path: Path) -> None:
    kind = path.stem if path.stem in schemas else "charter"
    assert wrong(path.read_text("utf-8"), kind, schemas) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("kind: clinic", "kind: klinik", ".kind: 'klinik' is not ["),
        ("owner: Manager\n", "", ": owner is missing"),
        ("owner:", "xyz: 1\nowner:", ": xyz is not a known key"),
        ("audience: [referrers]", "audience: []", ".audience: fewer than 1"),
        ("2026-01-01", "1 mei", ".valid.from: '1 mei' does not look like date"),
        ("id: waiting", "id: Waiting", ".promises[0].id: 'Waiting' does not look like"),
        ("at_most: 15", "at_mots: 15", ".promises[0].norm"),
    ],
)
def test_the_schema_sees_slips(schemas: dict[str, Any], old: str, new: str, fault: str) -> None:
    assert wrong(SOUND, "charter", schemas) == []
    found = wrong(SOUND.replace(old, new), "charter", schemas)
    assert found and found[0].startswith(fault.partition("'")[0]), found


def described(part: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        if isinstance(part.get("description"), str):
            yield place, part["description"]
        for key, value in part.items():
            yield from described(value, f"{place}/{key}")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_schemas_explain_each_key_in_dutch(schemas: dict[str, Any], kind: str) -> None:
    dutch, english = dict(described(schemas[kind])), dict(described(plain_schema(kind)))
    assert list(dutch) == list(english)
    assert {place: text for place, text in dutch.items() if text == english[place]} == {}
    for name, part in {"": schemas[kind], **schemas[kind].get("$defs", {})}.items():
        for key, value in part.get("properties", {}).items():
            assert value.get("description"), f"{name}.{key}"


def test_the_first_line_leads_to_the_schema(draw: Draw) -> None:
    root = draw()
    for folder in ("promises/.schema", "elsewhere/schemas"):
        line = here("schema", folder, folder=root).stdout.splitlines()[-1]
        assert line.startswith("# yaml-language-server: $schema=")
        assert (root / "promises" / line.partition("=")[2]).resolve() == root / folder / "charter.json"
    assert here("check", folder=root).returncode == 0  # the schemas are no charters


# serve


def _heeds_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # tests that run in the background would pass on that they ignore it


class Served:
    """`handvest serve` in a process of its own, and the pages that it shows."""

    def __init__(self, root: Path, *options: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        words = [sys.executable, "-m", "handvest", "serve", "--now", NOW, "--address", self.address, *options]
        self.log = root / "serve.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(words, cwd=root, stdout=log, stderr=log, preexec_fn=_heeds_ctrl_c)

    def shows(self, path: str, said: Callable[[str], bool]) -> str:
        """Wait until a page shows something, and return its text."""
        until, text = time.monotonic() + 30, ""
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            try:
                with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=10) as page:
                    text = text_of(page.read().decode())
            except URLError:
                text = ""
            if said(text):
                return text
            time.sleep(0.1)
        raise AssertionError(f"not shown in time: {text}\n{self.log.read_text('utf-8')}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(30) == 0
        assert "Traceback" not in self.log.read_text("utf-8")


def test_serve_follows_what_an_author_does(draw: Draw) -> None:
    root = draw({"promises/codes.yml": "- {code: k7m3p, opens: kno, url: 'https://proef.example/q/k7m3p/'}\n"})
    served = Served(root)
    served.shows("promises/kno/", lambda text: "You wait 15 minutes at most." in text)
    assert f"The site stands at http://{served.address}/ until you press Ctrl+C." in served.log.read_text("utf-8")

    (root / "promises/kno.yml").write_text(WRONG, "utf-8")
    text = served.shows("", lambda text: "klinik" in text)
    assert "There are mistakes in your files" in text
    assert "promises/kno.yml:2: kind: 'klinik' is not a kind of charter. Did you mean 'clinic'?" in text

    (root / "promises/kno.yml").write_text(
        SILENT.replace("15 minutes", "<20> minutes").replace("<20>", "20"), "utf-8"
    )
    text = served.shows("promises/kno/", lambda text: "You wait 20 minutes at most." in text)
    assert "Only you see this:\npromises/kno.yml:" in text

    (root / "promises/organisation.yml").write_text("name: [\n", "utf-8")
    served.shows("", lambda text: "promises/organisation.yml:" in text)
    (root / "promises/organisation.yml").write_text(ORGANISATION, "utf-8")
    (root / "promises/kno.yml").write_text(SOUND, "utf-8")
    text = served.shows("promises/kno/", lambda text: "You wait 15 minutes at most." in text)
    assert "Only you see this" not in text

    (root / "content/index.md").write_bytes(b"Caf\xe9")
    served.shows("", lambda text: "content/index.md:1: The file is not saved as UTF-8" in text)
    (root / "content/index.md").write_text("Welcome!", "utf-8")
    served.shows("", lambda text: "Welcome!" in text)
    served.stop()
    assert not (root / "site").exists()


def test_serve_waits_until_mkdocs_yml_is_mended(draw: Draw) -> None:
    root = draw({"promises/kno.yml": f"launch: 2030-01-01\n{SOUND}"})
    served = Served(root, "--preview")
    served.shows("promises/kno/", lambda text: "This is a preview. It is not public yet." in text)
    (root / "mkdocs.yml").write_text(MKDOCS + "theme: [", "utf-8")
    until = time.monotonic() + 30
    while "error parsing the configuration file" not in served.log.read_text("utf-8"):
        assert time.monotonic() < until
        time.sleep(0.1)
    (root / "promises/organisation.yml").write_text(ORGANISATION.replace("De Proef", "Het Bewijs"), "utf-8")
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    served.shows("", lambda text: "Het Bewijs" in text)
    served.stop()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nonsense", "Config value 'dev_addr': Must be a string of format 'IP:PORT'"),
        ("127.0.0.1:port", "Config value 'dev_addr': 'port' is not a valid port"),
        ("127.0.0.1:99999", "127.0.0.1:99999 can't be used: bind(): port must be 0-65535."),
    ],
)
def test_an_address_that_is_none_is_told(draw: Draw, address: str, said: str) -> None:
    done = run("-m", "handvest", "serve", "--address", address, folder=draw())
    assert done.returncode == 1
    assert said in done.stderr


def test_an_address_that_is_taken_is_told(draw: Draw) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = run("-m", "handvest", "serve", "--address", address, folder=draw())
    assert done.returncode == 1
    assert f"{address} can't be used: Address already in use. Choose another with --address." in done.stderr


def test_the_time_that_a_build_took_is_written_as_its_language_does(draw: Draw) -> None:
    root = draw({"promises/organisation.yml": ORGANISATION.replace("[en]", "[nl]")})
    assert re.search(r"\(\d+,\d seconden\)\n", here("build", folder=root).stdout)
