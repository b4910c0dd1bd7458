"""The QR code of a printed address: level H, so that a scratched or folded one still scans."""

from __future__ import annotations

import io

import segno

QUIET = 4  # modules of white around a code, as ISO/IEC 18004 wants


def qr_svg(url: str) -> str:
    """Draw an address as a QR code, in SVG, with the white that belongs around it."""
    stream = io.BytesIO()
    segno.make_qr(url, error="h").save(stream, kind="svg", border=QUIET, light="#ffffff", xmldecl=False)
    return stream.getvalue().decode()


def spoken(url: str) -> str:
    """Write an address as people type it: without https:// and without the slash at the end."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")
