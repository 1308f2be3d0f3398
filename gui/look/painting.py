"""What the painted widgets share: rounded boxes, and a focus ring for people on the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QImage,
    QPaintEngine,
    QPainter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from gui.look.theme import Look, Type

_WEIGHT = QFont.Tag("wght")
_FIGURES, _BESIDE = QFont.Tag("tnum"), QFont.Tag("calt")
# Coming and going with the whole window leaves the ring as it was.
_PASSING = {
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}


def font_for(painter: QPainter, font: QFont) -> QFont:
    """`font` as the format of a file can name it, where text is written that is still text there.

    An SVG knows a font's weight and nothing of the axes of a variable typeface. In a PDF the glyphs
    of figures of one width, and of signs beside them, stand for no character: no number could be
    found or copied.
    """
    kind = painter.paintEngine().type()
    if kind == QPaintEngine.Type.Raster:
        return font
    font = QFont(font)
    if kind != QPaintEngine.Type.SVG:
        font.unsetFeature(_FIGURES)
        font.setFeature(_BESIDE, 0)
    elif font.isVariableAxisSet(_WEIGHT):
        axis = font.variableAxisValue(_WEIGHT)
        font.setWeight(min(QFont.Weight, key=lambda weight: abs(weight - axis)))
    return font


class Sheet(QImage):
    """A picture with pixels of its own size: what is kept from the screen would blur on it."""


class VectorPainter(QPainter):
    """Writes in fonts as a file can name them."""

    def setFont(self, font: QFont | str | Sequence[str], /) -> None:
        super().setFont(font_for(self, QFont(font)))


def painter_for(widget: QWidget) -> QPainter:
    """An antialiasing painter on `widget`, for a ``with`` block, which ends it in any case."""
    painter = QPainter(widget)
    try:
        if is_vector(painter):
            painter.end()
            painter = VectorPainter(widget)
            painter.setClipRect(widget.rect())  # on the screen Qt cuts off what lies outside
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    except BaseException:
        painter.end()  # nobody has it yet who could
        raise
    return painter


def is_vector(painter: QPainter) -> bool:
    """Whether it all goes into a file, as shapes mostly: pixels kept from before would blur.

    That is so also when a widget renders itself there, which asks the same painting of it.
    """
    engine = painter.paintEngine()
    # The painter's own device is the widget, even where this is rendered elsewhere.
    on_sheet = isinstance(engine.paintDevice(), Sheet)
    return on_sheet or engine.type() != QPaintEngine.Type.Raster


def draw_box(
    painter: QPainter,
    area: QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    *,
    width: float = 1.0,
) -> None:
    """A rounded box inside `area`, its edge lying fully inside, on whole pixels."""
    inset = width / 2 if edge is not None else 0.0
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)


LEFT, CENTER, RIGHT = (
    int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
    for side in (
        Qt.AlignmentFlag.AlignLeft,
        Qt.AlignmentFlag.AlignHCenter,
        Qt.AlignmentFlag.AlignRight,
    )
)


def write(
    painter: QPainter,
    look: Look,
    place: QRectF,
    text: str,
    role: Type,
    ink: str,
    side: int = CENTER,
    *,
    size: float = 1.0,
) -> None:
    """A text in a font of the look, at the middle of `place` or at one of its sides."""
    painter.setFont(look.font(role, size))
    painter.setPen(look.color(ink))
    painter.drawText(place, side, text)


def dashed(look: Look, role: str, width: float, *dashes: float, flat: bool = False) -> QPen:
    """A pen of dashes and gaps, in units of its width; `flat` ones do not reach into the gaps."""
    pen = look.pen(role, width, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern(dashes)
    if flat:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def diamond(at: QPointF, reach: float) -> QPolygonF:
    """A square that stands on its corner."""
    steps = ((reach, 0.0), (0.0, reach), (-reach, 0.0), (0.0, -reach))
    return QPolygonF([at + QPointF(x, y) for x, y in steps])


def draw_focus(painter: QPainter, look: Look, area: QRectF, radius: float) -> None:
    """The ring that shows where the keyboard is, just inside `area`.

    A line of the card's colour inside it sets it off from whatever ground it lies on. In a file
    there is no keyboard.
    """
    if is_vector(painter):
        return
    width = max(1.5, 2 * look.scale)
    draw_box(painter, area, radius, None, look.color("focus"), width=width)
    inner = area.adjusted(width, width, -width, -width)
    draw_box(painter, inner, max(0.0, radius - width), None, look.color("card"), width=1.0)


def draw_lit(painter: QPainter, look: Look, place: QRectF, radius: float, *, ring: bool) -> None:
    """The ground of what is pointed at, with a ring if the keyboard is there."""
    painter.setPen(look.pen("focus", 2) if ring else Qt.PenStyle.NoPen)
    painter.setBrush(look.color("hover"))
    painter.drawRoundedRect(place, radius, radius)


class KeyboardFocus:
    """Mixed into a widget: `ring` says whether its focus came by the keyboard and should show.

    A widget that is disabled, by its own press say, keeps the focus and the next key does nothing:
    it must not find itself on another act.
    """

    ring = False
    _stays = False

    def setEnabled(self, enabled: bool, /) -> None:
        self._stays = not enabled
        super().setEnabled(enabled)  # type: ignore[misc]
        self._stays = False

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return self._stays or super().focusNextPrevChild(forward)  # type: ignore[misc]

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        if event.reason() not in _PASSING:
            self.ring = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)  # type: ignore[misc]

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        if event.reason() not in _PASSING:
            self.ring = False
        super().focusOutEvent(event)  # type: ignore[misc]
