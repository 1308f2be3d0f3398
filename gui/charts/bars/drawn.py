"""What is drawn as bars, whatever it is drawn on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSizeF

from gui.charts.bars.layout import BarLayout
from gui.charts.bars.pushes import Pushes
from gui.look.theme import Look


@dataclass(frozen=True, slots=True)
class Threshold:
    """A dashed line at `value`; the side above it is shaded: what is there costs."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Bars at their places on a sheet of `size`, in the colours ``ink`` and ``ink_tint``."""

    look: Look
    ink: str
    layout: BarLayout
    size: QSizeF
    threshold: Threshold | None = None
    pushes: Pushes | None = None
