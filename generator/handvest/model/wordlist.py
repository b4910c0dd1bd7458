"""Difficult words and abbreviations, explained once."""

from __future__ import annotations

from pydantic import Field

from handvest.model.base import Model
from handvest.model.fields import Tag, Text


class Word(Model):
    """A difficult word."""

    word: Text = Field(description="The difficult word")
    means: Text = Field(description="What it means, in easy words")
    language: Tag | None = Field(None, description="Language of the word, when it is not the site's")


class Abbreviation(Model):
    """An abbreviation."""

    short: Text = Field(description="The abbreviation")
    full: Text = Field(description="What it stands for")


class WordList(Model):
    """Difficult words and abbreviations."""

    words: tuple[Word, ...] = Field((), description="Difficult words")
    abbreviations: tuple[Abbreviation, ...] = Field((), description="Abbreviations")
