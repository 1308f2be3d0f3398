"""Cutting a text short where there is no room for it, but never a figure in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

_FIGURE = re.compile(r"[-+−±]?\d[\d.,]*(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|e[-−]?\d+)?(?:\s?%)?")
_DOTS = "…"


def elided(metrics: QFontMetricsF, text: str, room: float) -> str:
    """`text`, its end replaced by three dots if it is wider than `room`.

    Half a figure would be another number: one that does not fit whole is left out whole.
    """
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    if short == text or not short.endswith(_DOTS):
        return short
    kept = len(short) - len(_DOTS)
    for figure in _FIGURE.finditer(text):
        if figure.start() < kept < figure.end():
            return text[: figure.start()].rstrip() + _DOTS
    return short


def halves(text: str, width: Callable[[str], float], room: float) -> tuple[str, str]:
    """A text in two lines: as many words as find room in the first."""
    parts = text.split(" ")
    fitting = [count for count in range(1, len(parts)) if width(" ".join(parts[:count])) <= room]
    cut = fitting[-1] if fitting else len(parts)
    return " ".join(parts[:cut]), " ".join(parts[cut:])
