"""Text on paper: paragraphs, headings, and pairs of a name and what it says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from gui.look.theme import Look, Type
from gui.report.paper import WIDTH, Block

_LEADING, _ASCENT = 1.4, 1.06
"""From line to line, and from the top of one to its base: multiples of the type's size."""
_NAMES = 270.0
"""Width for the names of settings."""


class Faces:
    """The type of a look, and its measures."""

    def __init__(self, look: Look) -> None:
        self.look = look

    def font(self, role: Type) -> QFont:
        """The font of a role."""
        return self.look.font(role)

    def width(self, text: str, role: Type) -> float:
        """How wide a line is."""
        return self.look.width(text, role)

    def line(self, role: Type) -> float:
        """The height of a line."""
        return _LEADING * self.font(role).pixelSize()

    def write(
        self,
        painter: QPainter,
        lines: Sequence[str],
        role: Type,
        ink: str,
        at: tuple[float, float],
        width: float | None = None,
    ) -> None:
        """Lines from this corner down; at the right of a `width` if there is one."""
        left, top = at
        painter.setFont(self.font(role))
        painter.setPen(self.look.color(ink))
        for text in lines:
            x = left if width is None else left + width - self.width(text, role)
            painter.drawText(QPointF(x, top + _ASCENT * self.font(role).pixelSize()), text)
            top += self.line(role)


def wrapped(text: str, font: QFont, width: float) -> list[str]:
    """`text` in lines no wider than this; a word is broken only where it is wider itself."""
    # By what text is placed by later; a layout measures a little otherwise.
    if QFontMetricsF(font).horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    units = text.encode("utf-16-le", "surrogatepass")  # which Qt counts, two bytes each
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        lines.append(units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass").rstrip())
    layout.endLayout()
    return lines or [""]


def paragraph(
    faces: Faces,
    text: str,
    role: Type = Type.BODY,
    ink: str = "text",
    *,
    gap: float = 0.0,
    keeps: bool = False,
) -> Block:
    """A text over the whole width."""
    lines = wrapped(text, faces.font(role), WIDTH)

    def paint(painter: QPainter, top: float) -> None:
        faces.write(painter, lines, role, ink, (0.0, top))

    return Block(len(lines) * faces.line(role), paint, gap, keeps)


def heading(faces: Faces, text: str, *, gap: float = 34.0) -> Block:
    """What a part of the report is called; it stays with what follows."""
    return paragraph(faces, text, Type.TOTAL, gap=gap, keeps=True)


def pair(faces: Faces, name: str, text: str) -> Block:
    """A setting."""
    role = Type.BODY
    names = wrapped(name, faces.font(role), _NAMES - 20.0)
    lines = wrapped(text, faces.font(role), WIDTH - _NAMES)

    def paint(painter: QPainter, top: float) -> None:
        faces.write(painter, names, role, "muted", (0.0, top))
        faces.write(painter, lines, role, "text", (_NAMES, top))

    return Block(max(len(names), len(lines)) * faces.line(role), paint, 4.0)
