"""The pictograms that come with the package, and which one stands beside a promise."""

from __future__ import annotations

from collections.abc import Container

from handvest.model.charter import Promise
from handvest.model.choices import Theme

PICTOGRAMS = tuple(
    """
    ambulance baby bed bicycle blood-test book brain broken-bone bus calendar car card care-at-home check child
    cleaning clock clothes coffee complaint computer conversation crutches desk doctor dog door drip ear emergency
    examination exercise eye family file flowers food foot form garden gift glasses happy hearing-aid heart help home
    hospital info key kidneys language letter location lock lungs man market mask medicine mental-health mobile money
    music no nurse older-people operation pain parking pencil people person phone physiotherapy pill pregnant question
    repair rights sad safety scan shower sleep speech stomach stop swim temperature toilet tooth travel ultrasound
    vaccine video voice voucher walk warning wash wheelchair woman wound x-ray
    """.split()
)
"""The names of the pictograms in `overrides/pictograms/`."""

THEME_ICON = {
    Theme.WAITING: "clock",
    Theme.PLANNING: "calendar",
    Theme.CONTACT: "speech",
    Theme.INFORMATION: "info",
    Theme.RESPECT: "heart",
    Theme.CONTINUITY: "people",
    Theme.PRIVACY: "lock",
    Theme.COMFORT: "bed",
    Theme.SAFETY: "safety",
    Theme.AFTERCARE: "care-at-home",
    Theme.OTHER: "info",
}
"""The pictogram of a promise that names none, by what it is about."""


def pictogram_of(promise: Promise, known: Container[str] = PICTOGRAMS) -> str:
    """Return the name of the pictogram beside a promise: its own if we have it, else that of its theme."""
    if promise.icon and promise.icon in known:
        return promise.icon
    return THEME_ICON[promise.theme or Theme.OTHER]
