"""How pictures and figures of reports become what pages and documents show."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from handvest.figures.view import FigureView, Piece, figure_table, figure_view
from handvest.load.blocks import Block
from handvest.load.project import Project
from handvest.model import colour
from handvest.model.fields import url_safe
from handvest.pages.report import ReportView
from handvest.render.environment import environment
from handvest.render.exhibits import Drawn, Exhibits, File
from handvest.variants.cache import Cache, fingerprint
from handvest.variants.pandoc import SOME_DAY
from handvest.variants.paper.printing import templates
from handvest.variants.pictures import Pictures, PictureView, fitted
from handvest.variants.typst import Press

FOLDER, DATA = "pictures", "data"  # where the pictures and the numbers of a report stand, below its address
DRAWN, LETTERS = 720, 20  # pixels: how wide a drawing is made for a document, and how high its letters are
ON_PAGE = (612, 831)  # pixels of the style: how large it is shown there at most, 16.2 by 22 cm
SHARP = 216.0  # points per inch of a drawing in Word and in books


def show_in_reports(exhibits: Exhibits, pictures: Pictures, project: Project) -> None:
    """Tell the exhibits how their files are made."""
    cache = Cache(project.settings.root)
    press = Press(templates(project.settings.overrides), cache)
    palette = colour.light(project.organisation.model.house_style.primary)
    least = project.organisation.model.small_numbers

    def picture(report: ReportView, name: str) -> PictureView:
        return pictures.view(report.folder.path / name, f"{report.uri}{FOLDER}/")

    def picture_file(report: ReportView, name: str) -> File:
        uri = picture(report, name).uri
        return PurePosixPath(uri).name, pictures.files[uri]

    def figure(report: ReportView, block: Block) -> FigureView:
        table, _ = figure_table(block.head, report.folder)
        view = figure_view(block.head, table, least, report.language)[0] if table else None
        if view is None:
            raise LookupError(f"{block.head.file}:{block.line}: the rules let a figure through that can't be made")
        return view

    def figure_files(report: ReportView, view: FigureView) -> tuple[Drawn, ...]:
        template = environment(exhibits.folders, report.language).get_template("components/figure/template.html")
        return tuple(drawn(template.module, PurePosixPath(view.file).stem, piece) for piece in view.pieces)

    def drawn(template: Any, name: str, piece: Piece) -> Drawn:
        svg = str(template.standalone(piece.drawing, palette, width=DRAWN, size=LETTERS))
        key = fingerprint("drawing", press.house, svg, repr(SHARP))
        png = cache.get(key, lambda: press.pictures("drawing", {"svg": svg}, SOME_DAY, SHARP)[0])
        named = f"{name}.{key[:8]}"
        files = ((f"{named}.png", png), (f"{named}.svg", svg.encode()))
        return Drawn(files, *fitted(DRAWN, round(piece.drawing.height * LETTERS), ON_PAGE), piece.text)

    def figure_data(report: ReportView, view: FigureView) -> str:
        uri = f"{report.uri}{DATA}/{view.file}"
        pictures.files[uri] = view.csv.encode()
        return uri

    def captions_file(report: ReportView, name: str) -> str:
        path, data = PurePosixPath(name), (report.folder.path / name).read_bytes()
        key, named = fingerprint("captions", data)[:8], url_safe(path.stem) or "captions"
        uri = f"{report.uri}{DATA}/{named}.{key}{path.suffix.lower()}"
        pictures.files[uri] = data
        return uri

    exhibits.picture, exhibits.picture_file = picture, picture_file
    exhibits.figure, exhibits.figure_data, exhibits.figure_files = figure, figure_data, figure_files
    exhibits.captions_file = captions_file
