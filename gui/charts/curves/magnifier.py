"""When a part of a plot is magnified, which, and where the inset with it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF

from core.arrays import FloatArray
from gui.charts.curves import placing, ticks
from gui.charts.curves.axis import Axis
from gui.charts.curves.inset import box_around, frame_in, x_ticks
from gui.look.theme import Look, Type

_OPENS, _CLOSES = 0.05, 0.12
"""Shares of the height: marks no farther apart than they are large cannot be told apart."""
_TOO_LOW = 0.15
"""Of the inset's height: below it does not tell marks apart."""
_WINDOW = 0.25
"""How much of the plot's x axis is magnified."""
_HEADROOM, _HEADROOM_RISING = 1.3, 4.0
"""So many times the largest loss is the height; in a drag up it need not grow with each step."""
_WIDTHS, _HEIGHTS = (0.34, 0.3, 0.26, 0.22), (0.7, 0.6, 0.5, 0.42)
"""Shares of the plot's."""
_TICKED = 4.0
"""So many lines high it has a tick in the middle."""
_SIDE = 0.2
_LEAST = (80.0, 44.0)
"""Design pixels inside the axes: without room for names it still tells marks apart."""
_STEPS = (9, 4)
_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Magnified:
    """The box of an inset, the room for curves in it, and what is to be seen there."""

    box: QRectF
    frame: QRectF
    x_axis: Axis
    y_axis: Axis


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is in a plot with its `frame` in pixels, all in unit coordinates.

    Curves, upright lines, marks, and boxes in pixels that are to stay in sight if that can be.
    `least` is the room in pixels that an inset ought to have inside its axes.
    """

    frame: QRectF
    curves: Sequence[tuple[FloatArray, FloatArray]]
    upright: Sequence[float]
    marks: Sequence[tuple[float, float]]
    boxes: Sequence[QRectF]
    least: QSizeF


class Magnifier:
    """Opens an inset while all that is on show is small, and keeps it calm during a drag.

    While something is `held` it does not close for what opened it, its y axis changes only where
    its marks would leave it or fall to its foot, and it stays where it is unless the line or a
    curve comes there.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self._open = False
        self._top = 0.0
        self._box: QRectF | None = None
        self._frame = QRectF()

    def frame(self) -> QRectF:
        """The room for curves in the inset, in pixels."""
        return self._frame

    def magnify(
        self,
        value: float,
        losses: Sequence[float],
        axes: tuple[Axis, Axis],
        seen: Seen,
        *,
        held: bool,
    ) -> Magnified | None:
        """What to magnify around `value` on the x axis; None where nothing has to be or can be."""
        x_axis, y_axis = axes
        largest = max(losses, default=0.0)
        limit = _CLOSES if held and self._open else _OPENS
        small = len(losses) > 1 and largest <= limit * y_axis.high
        self._open = small and (largest > 0 or (held and self._open))
        if not self._open:
            self._box, self._top = None, 0.0
            return None
        rises = held and largest >= self._top > 0
        above = _HEADROOM_RISING if rises else _HEADROOM
        top = ticks.round_up(above * largest) if largest > 0 else self._top
        if not held or not _TOO_LOW * self._top < largest < self._top:
            self._top = top
        up = Axis(0.0, self._top, ticks.from_zero(self._top))
        box = self._box = self._place(up, seen, value=x_axis.share(value), held=held)
        if box is None:
            return None
        self._frame = frame_in(self.look, box, up)
        width = (x_axis.high - x_axis.low) * _WINDOW
        low = min(max(value - width / 2, x_axis.low), x_axis.high - width)
        marks = x_ticks(low, low + width, self.look, self._frame.width())
        if self._frame.height() < _TICKED * self.look.metrics(Type.SMALL).height():
            up = replace(up, ticks=(up.ticks[0], up.ticks[-1]))
        return Magnified(box, self._frame, Axis(low, low + width, marks), up)

    # -- where ------------------------------------------------------------------------------------

    def _place(self, up: Axis, seen: Seen, *, value: float, held: bool) -> QRectF | None:
        """The largest box that hides nothing; in a drag the one there was, or the nearest to it."""
        gap = self.look.px(_GAP)
        before = self._box if held else None
        # Far from the line: it may come nearer before the inset has to go.
        far = seen.frame.bottomLeft() if value > 0.5 + _SIDE else seen.frame.bottomRight()
        near = far if before is None else before.center()
        free, over = _Free(seen, gap), _Free(replace(seen, boxes=()), gap)
        if before is not None and (free.at(before) or over.at(before)):
            return before
        small = QSizeF(*map(self.look.px, _LEAST))
        for least, clear in product((seen.least, small), (free, over)):
            for size in self._sizes(up, seen.frame, least, before):
                places = [box for box in _boxes(seen.frame, size, gap) if clear.at(box)]
                if places:
                    return min(places, key=lambda box: (box.center() - near).manhattanLength())
        return None

    def _sizes(
        self, up: Axis, frame: QRectF, inside: QSizeF, before: QRectF | None
    ) -> Iterator[QSizeF]:
        """Sizes to try, large ones first, with room for so much `inside`."""
        least = box_around(self.look, inside, up)
        if before is not None:
            yield before.size()
        widths = [share * frame.width() for share in _WIDTHS] + [least.width()]
        heights = [share * frame.height() for share in _HEIGHTS] + [least.height()]
        for width, height in sorted(product(widths, heights), key=prod, reverse=True):
            if width >= least.width() and height >= least.height():
                yield QSizeF(width, height)


def _boxes(frame: QRectF, size: QSizeF, gap: float) -> Iterator[QRectF]:
    """Places for a box all over the frame."""
    across, down = frame.width() - size.width() - gap, frame.height() - size.height() - gap
    if across < 0 or down < 0:
        return
    columns, rows = _STEPS
    for left in np.linspace(0.0, across, columns).tolist():
        for top in np.linspace(gap / 2, down, rows).tolist():
            yield QRectF(QPointF(frame.left() + left, frame.top() + top), size)


class _Free:
    """Where in a plot nothing would be hidden."""

    def __init__(self, seen: Seen, gap: float) -> None:
        frame, self._gap = seen.frame, gap
        room = max(1.0, frame.width()), max(1.0, frame.height())
        points = [
            placing.along(np.stack([x * room[0], (1 - y) * room[1]], axis=1), room)
            for x, y in seen.curves
        ]
        points.append(np.array([(x * room[0], (1 - y) * room[1]) for x, y in seen.marks]))
        self._points = np.concatenate([one.reshape(-1, 2) for one in points])
        self._points += [frame.left(), frame.top()]
        self._lines = [frame.left() + share * room[0] for share in seen.upright]
        self._boxes = seen.boxes

    def at(self, box: QRectF) -> bool:
        """Whether `box` hides nothing, with some room around it."""
        gap = self._gap
        wide = box.adjusted(-gap, -gap, gap, gap)
        x, y = self._points.T
        inside = (x > wide.left()) & (x < wide.right()) & (y > wide.top()) & (y < wide.bottom())
        return not (
            inside.any()
            or any(wide.left() < line < wide.right() for line in self._lines)
            or any(box.intersects(other) for other in self._boxes)
        )


def within(
    part: Magnified, x_axis: Axis, y_axis: Axis, x: FloatArray, y: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """A curve in unit coordinates of the plot as unit coordinates of the inset, with what is in it.

    One point beyond each side is kept, so that the line goes on to the edge.
    """
    low, high = x_axis.share(part.x_axis.low), x_axis.share(part.x_axis.high)
    first = max(0, int(np.searchsorted(x, low)) - 1)
    last = int(np.searchsorted(x, high, side="right")) + 1
    return (x[first:last] - low) / (high - low), y[first:last] * (y_axis.high / part.y_axis.high)
