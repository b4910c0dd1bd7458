"""How pictures and figures of reports become what pages and documents show."""

from __future__ import annotations

from pathlib import PurePosixPath

from handvest.load.project import Project
from handvest.pages.report import ReportView
from handvest.render.exhibits import Exhibits, File
from handvest.variants.pictures import Pictures, PictureView

FOLDER = "pictures"  # where the pictures of a report stand, below its address


def show_in_reports(exhibits: Exhibits, pictures: Pictures, project: Project) -> None:
    """Tell the exhibits how their files are made."""

    def picture(report: ReportView, name: str) -> PictureView:
        return pictures.view(report.folder.path / name, f"{report.uri}{FOLDER}/")

    def picture_file(report: ReportView, name: str) -> File:
        uri = picture(report, name).uri
        return PurePosixPath(uri).name, pictures.files[uri]

    exhibits.picture, exhibits.picture_file = picture, picture_file
