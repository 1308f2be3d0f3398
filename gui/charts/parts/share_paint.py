"""Painting of a bar of shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from gui.charts.parts.cut import paint_then
from gui.charts.parts.share_layout import Part
from gui.charts.parts.spans import Span
from gui.look.elide import elided
from gui.look.painting import LEFT, draw_box, draw_focus, write
from gui.look.theme import Look, Type
from gui.words.translation import tr

_LEAST_NAME = 40.0


@dataclass(frozen=True, slots=True)
class ShareColors:
    """Roles of a part's edge, its fill, and the fill of the rest."""

    edge: str
    fill: str
    rest: str


def paint_shares(
    painter: QPainter,
    look: Look,
    colors: ShareColors,
    area: QRectF,
    parts: tuple[Part, ...],
    words: Callable[[Part], str],
    chosen: int | None,
    lit: int | None,
    walked: int | None,
) -> None:
    """Draw the parts, and what is written in them."""
    radius = 6 * look.scale
    for part in parts:
        place = part_area(look, part, area)
        width = (3.0 if part.mark in (lit, walked) else 1.2) * look.scale
        color = look.color(colors.rest if part.key is None else colors.fill)
        rounding = min(radius, place.width() / 3)
        draw_box(painter, place, rounding, color, look.color(colors.edge), width=max(1.0, width))
        if part.key is not None and part.key == chosen:
            foot = QRectF(place.left(), place.bottom() - look.px(5), place.width(), look.px(5))
            draw_box(painter, foot, 1.0, look.color("selected"))
        _write(painter, look, place, written(look, words(part), part, place))
        if part.mark == walked:
            draw_focus(painter, look, place, rounding)


def paint_empty(painter: QPainter, look: Look, area: QRectF, text: str, *, ring: bool) -> None:
    """An empty track, and why it is."""
    radius = 6 * look.scale
    draw_box(painter, area, radius, look.color("track"))
    room = area.width() - 2 * look.px(6)
    _write(painter, look, area, ((Span(elided(look.metrics(Type.SMALL), text, room)),),))
    if ring:
        draw_focus(painter, look, area, radius)


def paint_pinned(
    painter: QPainter, look: Look, area: QRectF, parts: tuple[Part, ...], rest: float
) -> None:
    """The pinned shares of the same parts in the same order, where one of them has changed."""
    then = [part.then or 0.0 for part in parts]
    if any(part.change for part in parts):
        # Those that have no part now stand at the end.
        paint_then(painter, look, then if parts[-1].key is None else [*then, rest], area)


def part_area(look: Look, part: Part, bar: QRectF) -> QRectF:
    """A part's place: a gap at its right, unless it is the last, but never nothing."""
    gap = 0.0 if part.right >= bar.width() - 0.5 else float(look.px(3))
    return QRectF(part.left, bar.top(), max(2.0, part.right - part.left - gap), bar.height())


def written(look: Look, name: str, part: Part, place: QRectF) -> tuple[tuple[Span, ...], ...]:
    """What fits into a part, as lines: name, percent and change, or as much of that as fits."""
    room = place.width() - 2 * look.px(6)
    percent = Span(tr("share.percent", value=part.percent), Type.LABEL, "text")
    change = Span(part.change, Type.SMALL, "pin")
    title = Span(f"{name}:", Type.LABEL, "text")  # a class may be called 3
    figures = (percent, change) if part.change else (percent,)
    two = place.height() >= 2 * look.metrics(Type.LABEL).height()
    for numbers in (figures, (percent,)):
        if _width(look, (title, *numbers)) <= room:
            return ((title, *numbers),)
        if two and _width(look, (title,)) <= room and _width(look, numbers) <= room:
            return (title,), numbers
    if _width(look, (percent,)) > room:
        return ()
    if two and room >= look.px(_LEAST_NAME):
        short = look.metrics(Type.LABEL).elidedText(name, Qt.TextElideMode.ElideRight, room)
        return (Span(short, Type.LABEL, "text"),), (percent,)
    return ((percent,),)


def _width(look: Look, spans: tuple[Span, ...]) -> float:
    gap = look.width(" ", Type.LABEL)
    return sum(look.width(span.text, span.role) for span in spans) + gap * (len(spans) - 1)


def _write(
    painter: QPainter, look: Look, place: QRectF, lines: tuple[tuple[Span, ...], ...]
) -> None:
    line = look.metrics(Type.LABEL).height()
    top = place.center().y() - line * len(lines) / 2
    for spans in lines:
        left = place.left() + look.px(6)
        for span in spans:
            row = QRectF(left, top, place.right() - left, line)
            write(painter, look, row, span.text, span.role, span.ink, LEFT)
            left += look.width(span.text, span.role) + look.width(" ", Type.LABEL)
        top += line
