"""A long narrative report for tests: written as authors write, with what readers of each version must find in it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

CHAPTERS, SECTIONS, HEADINGS, BOXES, NOTES, QUOTES, POEMS = 5, 25, 150, 30, 60, 200, 20

WORDS = """
de het een van en in op wij u hij zij dat die wat niet ook nog wel om te met voor bij naar over tussen toen daarna
zorg cliënt cliënten begeleider team huis tafel koffie kamer nacht ochtend verhaal plan gesprek familie zus broer
één ideeën coöperatie naïef reünie zo'n zo’n 's-ochtends e-mail 24-uurszorg Noord-Holland A4 10.14 3,5 50% € ½ m²
"aanhaling" 'enkel' “krul” ‘hoog’ laag… half–half wacht—even d.w.z. o.a. (haakjes) vraag? ja! punt; komma,
dubbelepunt: trein ça où Zürich señor łódź Ελλάδα
arbeidsongeschiktheidsverzekeringsmaatschappij woonbegeleidingsovereenkomst
""".split()

ODD = [
    r"\*sterretje\*",
    r"\_streep\_",
    "woord_met_streep",
    r"\#hek",
    "$5 $x$",
    "@naam",
    "<b>letterlijk</b>",
    "a < b",
    "b > a",
    "A & B",
    r"\[haak\]",
    r"\`schuin\`",
    r"terug\\schuin",
    "{accolade}",
    "~~tilde~~",
    "50=50",
    "1+1",
    "x^2^",
    "#tag",
    "100%",
    "=SUM(A1)",
    "\\{x\\}",
    "@import",
]
STARTS = [r"\# geen kop", r"\- geen lijst", r"\+ geen lijst", r"1986\. Dat was", r"\> geen citaat", r"\* geen lijst"]

EVERYWHERE = frozenset({"web", "text", "docx", "epub", "pdf"})
WHOLE = EVERYWHERE - {"web"}
ONLINE = frozenset({"web", "text"})
KEPT = frozenset({"docx", "epub", "pdf"})
PAPER = frozenset({"pdf"})


@dataclass
class Expected:
    """What readers must find: pieces of text in order, each with the versions that have it."""

    body: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    notes: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    headings: list[tuple[int, str, frozenset[str]]] = field(default_factory=list)  # level in a whole report
    boxes: list[str] = field(default_factory=list)  # their titles
    quotes: int = 0
    poem_lines: list[str] = field(default_factory=list)
    tables: int = 0
    files: dict[str, str] = field(default_factory=dict)

    def text(self, version: str) -> str:
        """All text of a version without its notes."""
        return " ".join(text for text, where in self.body if version in where)

    def note_text(self, version: str) -> str:
        """All notes of a version, in order."""
        return " ".join(text for text, where in self.notes if version in where)


def plain(source: str) -> str:
    """The text that people see of one line of Markdown."""
    return re.sub(r"\\([\\`*_{}\[\]()>#+\-.!|])", r"\1", source)


class Narrator:
    """Writes the sections; the same seed gives the same report."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.found = Expected()
        self.lines: list[str] = []
        self.told = {"headings": 0, "boxes": 0, "notes": 0, "quotes": 0, "poems": 0, "tables": 0}
        self.waiting: list[str] = []  # texts of notes that still have to be written down
        self.slugs = [f"deel-{n}" for n in range(1, SECTIONS + 1)]
        self.below = 2
        self.above, self.names = "", []  # what a table is named after, and the names of tables in this section

    # words

    def words(self, least: int, most: int, longest: int = 50) -> str:
        known = [word for word in WORDS if len(word) <= longest]
        chosen = [self.chance.choice(known) for _ in range(self.chance.randint(least, most))]
        return (
            f"{chosen[0].capitalize()} {' '.join(chosen[1:])} {self.chance.choice('abcdefghij')}{self.told_so_far()}."
        )

    def told_so_far(self) -> int:
        """A number that only goes up, so that no two sentences are the same."""
        return len(self.found.body) + len(self.found.notes)

    def sees(self, text: str, where: frozenset[str] = EVERYWHERE) -> None:
        self.found.body.append((text, where))

    def inline(self, least: int, most: int, *, note: bool = False, rich: bool = True) -> str:
        """Write a sentence with what may stand in one, and remember what people see of it."""
        parts = [self.said(self.words(least, most))]
        if rich:
            for kind in self.chance.sample(["odd", "bold", "italic", "link", "outside", "code"], 2):
                parts.append(getattr(self, f"_{kind}")())
            parts.append(self.said(self.words(3, 9)))
        if note:
            parts[-1] += self._note()
        return " ".join(parts)

    def said(self, source: str, where: frozenset[str] = EVERYWHERE) -> str:
        self.sees(plain(source), where)
        return source

    def _odd(self) -> str:
        return self.said(self.chance.choice(ODD))

    def _bold(self) -> str:
        return f"**{self.said(self.words(2, 4))}**"

    def _italic(self) -> str:
        return f"*{self.said(self.words(2, 4))}*"

    def _link(self) -> str:
        n = self.chance.randrange(SECTIONS)
        text = self.said(self.words(1, 3))
        return f"[{text}]({n + 10}-{self.slugs[n]}.md)"

    def _outside(self) -> str:
        n = self.told_so_far()
        text = self.said(self.words(1, 3))
        self.sees(f"(voorbeeld.example/pad/{n}?a=1&b=2)", PAPER)  # who reads on paper can't follow a link
        return f"[{text}](https://voorbeeld.example/pad/{n}?a=1&b=2)"

    def _code(self) -> str:
        n = self.told_so_far()
        self.sees(f"naam_{n} <x> *")
        return f"`naam_{n} <x> *`"

    def _note(self) -> str:
        self.told["notes"] += 1
        n = self.told["notes"]
        words = self.words(8, 20)
        self.found.notes.append((words, EVERYWHERE))
        text = f"[^n{n}]: {words}"
        if n % 3 == 0:
            more = self.chance.choice(ODD)
            self.found.notes.append((plain(more), EVERYWHERE))
            text += f" {more}"
        if n % 7 == 0:
            more = self.words(5, 9)
            self.found.notes.append((more, EVERYWHERE))
            text += f"\n\n    {more}"
        self.waiting.append(text)
        return f"[^n{n}]"

    # parts

    def put(self, *lines: str) -> None:
        self.lines += [*lines, ""]

    def notes_here(self) -> None:
        """Write down the notes so far, also in the midst of a block."""
        for text in self.waiting:
            self.put(text)
        self.waiting.clear()

    def paragraph(self, *, note: bool = False) -> None:
        lines = [self.said(self.chance.choice(STARTS))] if self.chance.random() < 0.2 else []
        lines += [self.inline(12, 30, note=note and i == 1) for i in range(3)]
        self.put("\n".join(lines))

    def heading(self, level: int) -> None:
        text = self.words(2, 7)
        self.found.headings.append((level + self.below, plain(text), EVERYWHERE))
        self.put(f"{'#' * level} {self.said(text)}")
        self.told["headings"] += 1
        self.above = plain(text)

    def bullets(self) -> None:
        lines = []
        for i in range(self.chance.randint(2, 5)):
            self.sees("•", PAPER)
            lines.append(f"- {self.inline(4, 12, note=self.may_note() and i == 0)}")
            if i == 1:
                for _ in range(2):
                    self.sees("•", PAPER)
                    lines.append(f"    - {self.inline(3, 8, rich=False)}")
        self.put(*lines)

    def numbers(self) -> None:
        lines = []
        for i in range(1, self.chance.randint(3, 5)):
            self.sees(f"{i}.", PAPER)
            lines.append(f"{i}. {self.inline(4, 12, rich=False)}")
            if i == 2:
                lines += ["", f"    {self.inline(4, 12, rich=False)}", ""]
        self.put(*lines)

    def name_of_table(self) -> None:
        """Name a table, or leave it to the heading above it."""
        if self.told["tables"] % 2:
            name = self.words(2, 6)
            self.put(f"Tabel: {self.said(name)}")
        else:
            again = self.names.count(self.above) + 1
            name = self.above
            self.sees(name if again == 1 else f"{name}, tabel {again}", ONLINE)  # in a file the heading says it
        self.names.append(name)

    def table(self) -> None:
        self.name_of_table()
        width = self.chance.randint(2, 4)
        ends = [".", ""][self.told["tables"] % 3 > 0]  # of the first cells: they are sentences, or names of rows

        def cell(i: int) -> str:
            # without words that are broken in a narrow cell: what we read paper with then goes on in the next cell
            return self.said(self.words(1, 5, 25).removesuffix(".") + ("." if i else ends))

        rows = [[cell(i) for i in range(width)] for _ in range(self.chance.randint(3, 6))]
        rule = ["---", "---:", ":---:", "---"][:width]
        self.put(*(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:])))
        self.found.tables += 1
        self.told["tables"] += 1

    def quote(self, fence: str = "```") -> None:
        self.lines += [f"{fence}quote"]
        self.told["quotes"] += 1
        self.found.quotes += 1
        by = f"medewerker {self.told['quotes']}"
        self.lines += [f"by: {by}", "---"]
        self.put(self.inline(10, 25, note=self.may_note() and self.told["quotes"] % 20 == 0))
        self.sees("–", KEPT)
        self.sees(by)
        self.put(fence)

    def poem(self, fence: str = "```") -> None:
        self.told["poems"] += 1
        n = self.told["poems"]
        self.lines += [f"{fence}poem", f"title: Gedicht {n}", f"by: dichter {n}", f"from: bundel {n}", "---"]
        self.sees(f"Gedicht {n}")
        for stanza in range(3):
            for _ in range(self.chance.randint(2, 4)):
                line = self.said(self.words(2, 4, longest=15))  # that is never two on paper
                self.found.poem_lines.append(plain(line))
                self.lines.append(line)
            self.lines += [""] if stanza < 2 else []
        self.sees(f"dichter {n}, bundel {n}")
        self.put(fence)

    def box(self, depth: int = 0) -> None:
        self.told["boxes"] += 1
        n = self.told["boxes"]
        fence = "`" * (6 - depth)
        self.lines += [f"{fence}box", f"title: Kader {n}", "---"]
        self.sees(f"Kader {n}")
        self.found.boxes.append(f"Kader {n}")
        self.paragraph(note=n % 2 == 0)
        self.notes_here()
        kinds = [self.bullets, self.numbers, self.table, self.quote, self.poem]
        if n % 2 and not (kinds[n % 5] == self.poem and self.told["poems"] >= POEMS):
            kinds[n % 5]()
        if depth == 0 and n % 6 == 0 and self.told["boxes"] < BOXES:
            self.box(depth + 1)
        self.paragraph()
        self.put(fence)

    # the whole

    def report(self) -> Expected:
        """Write all sections, in chapters: some with an introduction, some without."""
        for n, slug in enumerate(self.slugs):
            self._section(n, slug)
        assert self.told == {
            "headings": HEADINGS,
            "boxes": BOXES,
            "notes": NOTES,
            "quotes": QUOTES,
            "poems": POEMS,
            "tables": self.told["tables"],
        }, self.told
        return self.found

    def _section(self, n: int, slug: str) -> None:
        self.lines = []
        chapter, first = n * CHAPTERS // SECTIONS, n % (SECTIONS // CHAPTERS) == 0
        introduction = first and chapter % 2 == 0
        title = f"Hoofdstuk {chapter + 1}" if introduction else self.words(2, 6)
        if first and not introduction:
            self.found.headings.append((2, f"Hoofdstuk {chapter + 1}", WHOLE))
            self.sees(f"Hoofdstuk {chapter + 1}", WHOLE)
        self.found.headings.append((2 if introduction else 3, title, EVERYWHERE))
        self.sees(title)
        self.above, self.names = plain(title), []
        self.told["headings"] += 1
        kind = "chapter" if introduction else "main"
        head = ["---", f"title: {quoted(title)}", f"chapter: Hoofdstuk {chapter + 1}", f"kind: {kind}", "---", ""]
        self.below = 1 if introduction else 2  # how much lower a heading stands in the whole report
        self._passage()
        for level in (2, 3, 4, 3, 2):
            self.heading(level)
            self._passage()
        self._rest(n)
        self.notes_here()
        self.found.files[f"{n + 10}-{slug}.md"] = "\n".join([*head, *self.lines])

    def may_note(self) -> bool:
        """Tell whether there are notes left, besides those of boxes."""
        return self.told["notes"] < NOTES - BOXES // 2

    def _passage(self) -> None:
        self.paragraph(note=self.may_note() and self.chance.random() < 0.3)
        self.paragraph()
        if self.chance.random() < 0.3:
            self.chance.choice([self.bullets, self.numbers, self.table])()

    def _rest(self, n: int) -> None:
        """Put in the blocks and notes that should have been told by now."""
        done = (n + 1) / SECTIONS
        while self.told["boxes"] < round(BOXES * done):
            self.box()
        while self.told["poems"] < round(POEMS * done):
            self.poem()
        while self.told["notes"] < round(NOTES * done) - (1 if n + 1 < SECTIONS else 0):
            self.paragraph(note=True)
        while self.told["quotes"] < round(QUOTES * done):
            self.quote()


def quoted(text: str) -> str:
    """Write a text as YAML: between single quotes."""
    return "'" + text.replace("'", "''") + "'"
