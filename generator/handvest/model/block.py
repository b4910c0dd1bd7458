"""The blocks that stand in a section between fences: figure, box, quote, poem, picture, video."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from handvest.model.base import Model, Texts
from handvest.model.fields import Count, Flag, LooseDate, Text, Url

_FILE = re.compile(r"\S+\.[A-Za-z]{2,5}")  # 'data/captions.vtt', and no sentence or list of languages


class FigureKind(StrEnum):
    """How figures are drawn."""

    BAR = "bar"
    LINE = "line"
    DOTS = "dots"


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Columns = Annotated[
    tuple[str, ...],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Survey(Model):
    """Who was asked, and who answered."""

    instrument: Text | None = Field(None, description="With which questionnaire")
    on: LooseDate | None = Field(None, description="When")
    invited: Count | None = Field(None, description="How many people were asked")
    answered: Count | None = Field(None, description="How many people answered")
    anonymous: Flag | None = Field(None, description="Whether nobody knows who said what")


class FigureBlock(Texts):
    """Figures, drawn, with their message in words."""

    data: str = Field(description="The CSV file, from the folder of the report: data/….csv")
    kind: FigureKind = Field(FigureKind.BAR, description="How they are drawn")
    x: str = Field(description="The column along the bottom: years, groups")
    y: Columns = Field(description="The column (or columns) with numbers")
    says: Text = Field(description="The message of the figures, in a sentence")
    title: Text | None = Field(
        None, description="What is counted, and by what: 'Incidents in 2024 and 2025, by kind'"
    )
    people: str | None = Field(None, description="The column with how many people each row is about")
    means: Text | None = Field(None, description="What the numbers mean; needed for grades and percentages")
    unit: Text | None = Field(None, description="What the numbers count: %, grade, people")
    survey: Survey | None = Field(None, description="Who was asked, and who answered")
    source: Text | None = Field(None, description="Where the figures come from")


class BoxBlock(Texts):
    """A text set apart."""

    title: Text | None = Field(None, description="Title of the box")


class QuoteBlock(Texts):
    """What someone said."""

    by: Text | None = Field(None, description="Who said it; a role needs no consent, a person does")


class PoemBlock(Texts):
    """A poem; lines and stanzas stay."""

    title: Text | None = Field(None, description="Title of the poem")
    by: Text | None = Field(None, description="Who wrote it")
    from_: Text | None = Field(None, alias="from", description="From which book")


class PictureBlock(Texts):
    """A picture, with a text for those who do not see it."""

    src: str = Field(description="The file, from the folder of the report")
    alt: Text = Field(description="What can be seen, for those who do not see it")
    caption: Text | None = Field(None, description="Text below the picture")
    credit: Text | None = Field(None, description="Who made it")


class VideoBlock(Texts):
    """A video: a link with a picture and all that is said in it."""

    url: Url = Field(description="Where it can be seen")
    picture: str | None = Field(None, description="A picture from it, from the folder of the report")
    alt: Text | None = Field(None, description="What can be seen in the picture")
    title: Text | None = Field(None, description="Title of the video")
    transcript: Text = Field(description="All that is said and seen in it")
    captions: Text | None = Field(
        None, description="Captions: their file (.vtt) or address, or in which languages there are any"
    )

    @property
    def captions_file(self) -> str | None:
        """The file with the captions, from the folder of the report, when one is named."""
        named = self.captions and not self.captions.startswith(("http://", "https://"))
        return self.captions if named and _FILE.fullmatch(self.captions or "") else None


BLOCKS: dict[str, type[Texts]] = {
    "figure": FigureBlock,
    "box": BoxBlock,
    "quote": QuoteBlock,
    "poem": PoemBlock,
    "picture": PictureBlock,
    "video": VideoBlock,
}
WITH_TEXT = {"box", "quote", "poem"}
"""The blocks that hold Markdown of their own."""
