"""How a distribution of losses is drawn."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from core.arrays import FloatArray
from gui.charts.distribution.bars import paint_bars, paint_steps, paint_tallest, sheet
from gui.charts.distribution.layout import STEP, Dots, pile, tick_stride
from gui.charts.distribution.plan import BESIDE, GAP, Plan, mean_width, name_room, value_width
from gui.charts.distribution.spread import Spot, Spread
from gui.look.painting import dashed, draw_box
from gui.look.text_cache import TextCache
from gui.look.theme import Look, Type

_RING = 0.72  # of a dot's radius
_SQUARE = math.sqrt(math.pi)  # of a dot's radius: a side that gives the same area
_GROUNDS = {"muted": "card"}
"""Grounds of hollow dots whose colour has no tint."""
_FEW = 30
_MOST_RINGS = 50
"""With more, the old places would hide the new ones."""

Moves = list[tuple[float, float, float]]


def draw_dot(
    painter: QPainter,
    look: Look,
    at: QPointF,
    radius: float,
    *,
    right: bool,
    chosen: bool = False,
    held_out: bool = False,
) -> None:
    """One example: hollow where the prediction is right, full where wrong.

    One that is held out is grey, and a square for those who do not see that.
    """
    role = "score" if chosen else "muted" if held_out else "loss"
    # The edge lies inside, so that neighbours do not touch.
    wide = min(1.8, radius * 0.32 / look.scale)
    pen = look.pen(role, wide)
    painter.setPen(pen)
    painter.setBrush(look.color(_GROUNDS.get(role, f"{role}_tint") if right else role))
    inside = radius - pen.widthF() / 2
    if held_out:
        side = _SQUARE * inside
        painter.drawRect(QRectF(at.x() - side / 2, at.y() - side / 2, side, side))
    else:
        painter.drawEllipse(at, inside, inside)


def paint_distribution(
    painter: QPainter,
    texts: TextCache,
    shown: Spread,
    plan: Plan,
    hover: Spot | None,
    lit: int | None,
) -> None:
    """Draw all, with the example `lit` lighted, and the bin that is pointed at."""
    look, dots = texts.look, plan.dots
    then = None if shown.pinned is None else shown.pinned.losses
    many = then is not None and int(np.count_nonzero(~np.isnan(then))) > _MOST_RINGS
    _paint_ground(painter, texts, shown, plan)
    if dots is None:
        lit_bin = hover[1] if hover is not None and hover[0] == "bin" else None
        paint_bars(painter, look, shown, plan, lit_bin)
    else:
        _paint_stems(painter, look, plan, dots)
    _paint_axis(painter, texts, shown, plan)
    _paint_lines(painter, texts, shown, plan)
    if dots is not None:
        if then is not None and not many:
            _paint_ways(painter, look, dots, _moves(plan, dots, then))
        _paint_dots(painter, look, shown, dots)
        _paint_labels(painter, texts, shown, dots)
    paint_tallest(painter, texts, shown, plan)
    if len(shown.losses):
        _paint_marked(painter, look, shown, plan, shown.selected, "score")
    if dots is not None and then is not None:
        if many:
            _paint_contour(painter, look, plan, dots, np.where(np.isnan(then), shown.losses, then))
        else:
            _paint_rings(painter, look, dots, _moves(plan, dots, then))
    if lit is not None:
        _paint_marked(painter, look, shown, plan, lit, "text")


def _paint_ground(painter: QPainter, texts: TextCache, shown: Spread, plan: Plan) -> None:
    column, look = plan.column, texts.look
    if column is None:
        return
    # A box to be filled: a full shade would read as a bar as high as the chart.
    line = max(1.0, look.scale)
    draw_box(painter, column, look.px(4), None, look.color("border"), width=line)
    small = look.metrics(Type.SMALL).height()
    under = QRectF(column.left(), column.bottom() + look.px(5), column.width(), small)
    texts.draw(painter, under, "center", shown.zeros_caption, Type.SMALL, "muted")
    texts.draw(painter, plan.count, "center", shown.zeros_text, Type.VALUE, "text")
    if shown.pinned is not None:
        change = shown.pinned.zeros_change
        texts.draw(painter, plan.count_change, "center", change, Type.SMALL, "pin")


def _paint_axis(painter: QPainter, texts: TextCache, shown: Spread, plan: Plan) -> None:
    look, field = texts.look, plan.field
    painter.setPen(look.pen("axis", 1.4))
    painter.drawLine(QLineF(field.left, field.bottom, field.right, field.bottom))
    if field.column is not None:
        painter.drawLine(QLineF(field.column[0], field.bottom, field.column[1], field.bottom))
    ticks = shown.ticks
    widths = [texts.width(text, Type.SMALL) + look.px(10) for _, text in ticks]
    step = (field.right - field.left) / max(1, len(ticks) - 1)
    small, top = look.metrics(Type.SMALL).height(), field.bottom + look.px(5)
    for value, text in ticks[:: tick_stride(widths, step)]:
        x = field.on_axis(value)
        painter.setPen(look.pen("axis", 1.4))
        painter.drawLine(QLineF(x, field.bottom, x, field.bottom + look.px(4)))
        texts.draw(painter, QRectF(x, top, 0, small), "center", text, Type.SMALL, "muted")


# -- lines ----------------------------------------------------------------------------------------


def _paint_lines(painter: QPainter, texts: TextCache, shown: Spread, plan: Plan) -> None:
    """The mean, what it was, and what equal scores would give, each with its label."""
    look, field = texts.look, plan.field
    x = field.on_axis(shown.nothing)
    painter.setPen(look.pen("muted", 1.4))
    painter.drawLine(QLineF(x, field.bottom, x, plan.nothing.top()))
    pinned = shown.pinned
    if pinned is not None and pinned.mean is not None:
        painter.setPen(dashed(look, "pin", 1.4, 4, 3))
        x = field.on_axis(pinned.mean)
        painter.drawLine(QLineF(x, field.bottom, x, field.top))
    others = shown.held_out
    if others is not None:
        painter.setPen(dashed(look, "muted", 2.0, 1, 2))
        x = field.on_axis(others.mean)
        painter.drawLine(QLineF(x, field.bottom, x, field.top))
    painter.setPen(dashed(look, "text", 2.4, 2.2, 2.0))
    x = field.on_axis(shown.mean)
    painter.drawLine(QLineF(x, field.bottom, x, plan.mean.top()))
    for place in (plan.nothing, plan.mean):
        sheet(painter, look, place)
    text = texts.elided(shown.nothing_text, Type.SMALL, plan.nothing.width() + 1)
    texts.draw(painter, plan.nothing, "left", text, Type.SMALL, "muted")
    change = pinned.mean_change if pinned is not None else ""
    taken = mean_width(look, texts, shown, plan.mean_type) - texts.width(
        shown.mean_text, plan.mean_type
    )
    text = texts.elided(shown.mean_text, plan.mean_type, plan.mean.width() - taken + 1)
    texts.draw(painter, plan.mean, "left", text, plan.mean_type, "text")
    texts.draw(painter, plan.mean, "right", change, Type.SMALL, "pin")
    if others is not None:
        beside = plan.mean.adjusted(texts.width(text, plan.mean_type) + look.px(GAP), 0, 0, 0)
        texts.draw(painter, beside, "left", others.mean_text, Type.SMALL, "muted")


# -- dots -----------------------------------------------------------------------------------------


def _paint_stems(painter: QPainter, look: Look, plan: Plan, dots: Dots) -> None:
    if dots.labels is None:
        return
    painter.setPen(look.pen("loss_fill", 2))
    for x, y in zip(dots.x.tolist(), dots.y.tolist(), strict=True):
        painter.drawLine(QLineF(x, plan.field.bottom, x, y))


def _paint_dots(painter: QPainter, look: Look, shown: Spread, dots: Dots) -> None:
    right, held_out = shown.right.tolist(), _held_out(shown)
    rows = zip(dots.x.tolist(), dots.y.tolist(), right, held_out, strict=True)
    for x, y, of, apart in rows:
        draw_dot(painter, look, QPointF(x, y), dots.radius, right=of, held_out=apart)


def _held_out(shown: Spread) -> list[bool]:
    found = shown.held_out
    return [False] * len(shown.losses) if found is None else found.which.tolist()


def _paint_ways(painter: QPainter, look: Look, dots: Dots, moves: Moves) -> None:
    """Lines from where the dots were when the state was pinned."""
    pen = look.pen("pin", 1.4)
    if len(dots.x) > _FEW:
        ink = pen.color()
        ink.setAlphaF(0.35)
        pen.setColor(ink)
    painter.setPen(pen)
    radius = _RING * dots.radius
    for now, y, then in moves:
        way = 1 if now > then else -1
        if abs(now - then) > radius + dots.radius:
            painter.drawLine(QLineF(then + way * radius, y, now - way * dots.radius, y))


def _paint_rings(painter: QPainter, look: Look, dots: Dots, moves: Moves) -> None:
    """Hollow rings where the dots were, over all that is full."""
    painter.setPen(look.pen("pin", 1.4 if len(dots.x) <= _FEW else 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for _, y, then in moves:
        painter.drawEllipse(QPointF(then, y), _RING * dots.radius, _RING * dots.radius)


def _paint_contour(painter: QPainter, look: Look, plan: Plan, dots: Dots, then: FloatArray) -> None:
    """How high the dots stood when the state was pinned, with losses `then`, as a step line."""
    field = plan.field
    apart, size = (then == 0.0) & (field.column is not None), STEP * dots.radius
    count = max(1, int((field.right - field.left) // size))
    high = field.bottom - field.top
    edges = np.linspace(field.left, field.right, count + 1)
    places = ((field.x(then[~apart]) - field.left) / (field.right - field.left) * count).astype(int)
    counts = np.bincount(np.clip(places, 0, count - 1), minlength=count)
    heights = np.minimum(counts * size, high)
    paint_steps(painter, look, edges, heights, field.bottom)
    if field.column is not None and apart.any():
        x, levels = pile(int(apart.sum()), *field.column, size)
        sides = np.array([x.min() - size / 2, x.max() + size / 2])
        top = np.array([(int(levels[-1]) + 1) * size])
        paint_steps(painter, look, sides, top, field.bottom)


def _moves(plan: Plan, dots: Dots, before: FloatArray) -> Moves:
    """Where each dot that moved is, how high, and where it was."""
    moved = np.flatnonzero(~np.isnan(before))
    then = plan.field.x(before[moved])
    return list(zip(dots.x[moved].tolist(), dots.y[moved].tolist(), then.tolist(), strict=True))


def _paint_labels(painter: QPainter, texts: TextCache, shown: Spread, dots: Dots) -> None:
    """Values over the dots, with names above them, or values alone beside the dots."""
    if dots.labels is None:
        return
    look = texts.look
    named = dots.labels == 0
    tall, small = look.metrics(Type.VALUE).height(), look.metrics(Type.SMALL).height()
    for index, label in enumerate(shown.labels):
        if dots.labels == BESIDE and shown.losses[index] == 0.0:
            continue
        name = texts.elided(label.name, Type.SMALL, name_room(look))
        value_wide = value_width(look, texts, label)
        left, y = float(dots.label_left[index]), float(dots.y[index])
        wide = max(texts.width(name, Type.SMALL) if named else 0.0, value_wide)
        top = y - tall / 2 if dots.labels == BESIDE else y - dots.radius - look.px(GAP) - tall
        # Over its dot, as far as the label reaches there.
        start = float(dots.x[index]) - value_wide / 2
        start = max(left, min(start, left + wide - value_wide))
        value = QRectF(start, top, value_wide, tall)
        sheet(painter, look, value)
        texts.draw(painter, value, "left", label.value, Type.VALUE, "text")
        texts.draw(painter, value, "right", label.change, Type.SMALL, "pin")
        if named:
            above = QRectF(left, value.top() - small, wide, small)
            sheet(painter, look, above)
            texts.draw(painter, above, "center", name, Type.SMALL, "muted")


def _paint_marked(
    painter: QPainter, look: Look, shown: Spread, plan: Plan, index: int, role: str
) -> None:
    """One example with a ring around it."""
    radius = plan.marker if plan.dots is None else plan.dots.radius
    at = plan.example(shown, index)
    size = max(radius, look.px(4)) + look.px(3.5 if role == "score" else 2.5)
    painter.setPen(look.pen(role, 2.4))
    painter.setBrush(look.color("card"))
    painter.drawEllipse(at, size, size)
    chosen = index == shown.selected
    draw_dot(
        painter,
        look,
        at,
        radius,
        right=bool(shown.right[index]),
        chosen=chosen,
        held_out=shown.held_out is not None and bool(shown.held_out.which[index]),
    )
