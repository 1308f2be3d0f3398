"""Names beside the points on the what-if curves, clear of the curves and of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from PySide6.QtCore import QRectF

from core.arrays import FloatArray
from gui.charts.curves import placing
from gui.charts.curves.kept import Kept
from gui.charts.curves.plot import Note
from gui.look.theme import Look, Type

_STEPS = 16
_GAP = 8.0


@dataclass(frozen=True, slots=True)
class Named:
    """A point in unit coordinates, its name, and the corner of the point that is tried first.

    `side` is one of l, r (left, right) with one of t, b (above, below); with c the middle of the
    name may lie right above or below the point as well. `shorter` texts, the fullest first, take
    its place where an upright line would run through it.
    """

    key: str
    x: float
    y: float
    text: str
    change: str
    role: str
    type: Type
    side: str
    shorter: tuple[str, ...] = ()


class Framed(Protocol):
    """What has points to be named: a plot, or a part of one."""

    look: Look

    def frame(self) -> QRectF:
        """Where its curves are, in pixels."""


class LossNames:
    """Finds places for names in a plot; while something is `held` they keep near where they were.

    Curves are kept as points in pixels for as long as they stay the same.
    """

    def __init__(self, plot: Framed) -> None:
        self._plot = plot
        self._before: dict[str, tuple[float, float]] = {}
        self._kept: Kept[FloatArray] = Kept()

    def place(
        self,
        names: Iterable[Named],
        curves: Mapping[str, tuple[FloatArray, FloatArray]],
        upright: Iterable[float],
        over: Iterable[Note],
        boxes: Iterable[QRectF] = (),
        *,
        held: bool,
    ) -> Iterator[Note]:
        """Notes for `names` in their order.

        They keep clear of `curves` (x and y in unit coordinates), of lines at the shares
        `upright`, of the notes `over`, which hang from their points, and of `boxes` in pixels.
        """
        frame, look = self._plot.frame(), self._plot.look
        room = max(1.0, frame.width()), max(1.0, frame.height())
        if not held:
            self._before.clear()
        lines = {key: self._along(key, curve, room) for key, curve in curves.items()}
        uprights = []
        for count, x in enumerate(upright):
            line = np.array([(x * room[0], 0.0), (x * room[0], room[1])])
            uprights.append(f"upright {count}")
            lines[uprights[-1]] = placing.along(line, room)
        placer = placing.Placer(room, lines)
        for note in over:
            size = self._size(note.text, "", note.type)
            down = look.px(note.distance) + size[1] / 2
            placer.take(np.array([note.x * room[0], (1 - note.y) * room[1] + down]), size)
        for box in boxes:
            centre = box.center() - frame.topLeft()
            placer.take(np.array(centre.toTuple()), box.size().toTuple())
        names = list(names)
        placed: list[tuple[FloatArray, float]] = []
        at = {one.key: self._pixels(one, room) for one in names}
        for point in at.values():
            placer.take(point, (2.0 * look.px(_GAP),) * 2)
        for one in names:
            others = [point for key, point in at.items() if key != one.key]
            text, size = one.text, self._size(one.text, one.change, one.type)
            place = self._best(placer, one, at[one.key], others, size, placed)
            for shorter in one.shorter:
                if place is None or not placer.crosses(place, size, uprights):
                    break
                text, size = shorter, self._size(shorter, one.change, one.type)
                place = self._best(placer, one, at[one.key], others, size, placed)
            if place is None:
                continue
            x, y = self._before[one.key] = placer.settle(place, size)
            placed.append((at[one.key], y))
            across, up = x / room[0], 1.0 - y / room[1]
            role, kind, change = one.role, one.type, one.change
            yield Note(across, up, text, role, kind, "", framed=True, change=change)

    def _best(
        self,
        placer: placing.Placer,
        one: Named,
        point: FloatArray,
        others: Sequence[FloatArray],
        size: tuple[float, float],
        placed: Sequence[tuple[FloatArray, float]],
    ) -> FloatArray | None:
        """The best place for a name of this size at its point, in its order if there is one."""
        places = self._places(point, size, one.side)
        places = _read_as_its(point, others, places, size, placer.room)
        before = self._before.get(one.key)
        for wanted in (_in_order(point, places, 2 * size[1], placed), places):
            number = placer.place(wanted, size, before)
            if number is not None:
                return np.asarray(wanted[number])
        return None

    def _size(self, text: str, change: str, kind: Type) -> tuple[float, float]:
        look = self._plot.look
        more = look.width(change, Type.SMALL) + look.px(8) if change else 0.0
        return look.width(text, kind) + look.px(4) + more, look.metrics(kind).height()

    @staticmethod
    def _pixels(one: Named, room: tuple[float, float]) -> FloatArray:
        """A point in pixels of the frame; while ranges are held it may lie beyond."""
        shares = np.clip([one.x, one.y], 0.0, 1.0)
        return np.array([shares[0] * room[0], (1.0 - shares[1]) * room[1]])

    def _places(self, point: FloatArray, size: tuple[float, float], side: str) -> FloatArray:
        """Centres at both sides of a point, above and below it, near ones first."""
        gap = self._plot.look.px(_GAP)
        half_width, half_height = size[0] / 2, size[1] / 2
        right = 1 if "r" in side else -1
        down = 1 if "b" in side else -1
        steps = [
            (across * (gap + half_width), along * (gap + half_height + step * half_height))
            for step in range(_STEPS)
            for along in (down, -down)
            for across in ((right, -right, 0) if "c" in side else (right, -right))
        ]
        return np.asarray(point + np.array(steps))

    def _along(
        self, key: str, curve: tuple[FloatArray, FloatArray], room: tuple[float, float]
    ) -> FloatArray:
        def make() -> FloatArray:
            x, y = curve
            return placing.along(np.stack([x * room[0], (1 - y) * room[1]], axis=1), room)

        return self._kept.get(key, (*curve, room), make)


def _read_as_its(
    point: FloatArray,
    others: Sequence[FloatArray],
    places: FloatArray,
    size: tuple[float, float],
    room: tuple[float, float],
) -> FloatArray:
    """Those of `places` for a label of `size` at which it is not read as another point's name.

    That is close to its own, or at least no nearer to another, if the two are so far apart that
    it makes a difference. All of them where there is none.
    """
    half = np.array(size) / 2
    inside = np.clip(places, half, np.maximum(half, np.array(room) - half))

    def away(one: FloatArray) -> FloatArray:
        beyond = np.maximum(np.abs(inside - one) - half, 0.0)
        return np.asarray(np.hypot(beyond[:, 0], beyond[:, 1]))

    own = away(point)
    apart = [other for other in others if np.hypot(*(other - point)) > 2 * size[1]]
    least = np.min([away(other) for other in apart], axis=0, initial=np.inf)
    clear = own <= np.maximum(least, size[1])
    return places[clear] if clear.any() else places


def _in_order(
    point: FloatArray, places: FloatArray, close: float, placed: Iterable[tuple[FloatArray, float]]
) -> FloatArray:
    """Those of `places` that lie above, or below, the names of close points as the point does.

    So two names that cannot be told apart by what they are near to stand as their points do.
    `placed` are the points that have names, and how far down these are.
    """
    for other, name in placed:
        across, down = point - other
        if abs(across) <= 1.0 and 1.0 <= abs(down) <= close:
            fitting = (places[:, 1] - name) * down > 0.0
            places = places[fitting] if fitting.any() else places
    return places
