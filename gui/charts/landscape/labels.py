"""Where the names in a landscape stand: clear of its lines, its marks and each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from core.arrays import FloatArray
from gui.charts.curves import placing
from gui.charts.curves.drag_plot import Point
from gui.charts.curves.kept import Kept
from gui.charts.curves.plot import Note
from gui.charts.landscape.chart import LandscapePlot
from gui.look.theme import Type


@dataclass(frozen=True)
class Names:
    """What is to be named, in pairs of weights, and the words for it.

    Attributes
    ----------
    now, best, pinned
        The present point, the minimum, and the point that was pinned; an empty text names nothing.
    lines
        Lines of equal penalty (M, 2) with their names, the one in force first.
    way
        The way of the minimum (M, 2), or None; `start` is the name of its first point, and
        `grows` says what does along it.
    message
        A sentence at the foot of the plane, or ``""``.
    """

    now: tuple[Point, str]
    best: tuple[Point, str] | None = None
    pinned: tuple[Point, str] | None = None
    lines: Mapping[str, tuple[FloatArray, str]] = field(default_factory=dict)
    way: FloatArray | None = None
    start: str = ""
    grows: str = ""
    message: str = ""


class Labels:
    """Finds the places anew when a frame is painted after `set_names`.

    At rest they follow from the picture alone, whatever was shown before it; in a hurry, as in a
    drag, names keep to their sides while there is room.
    """

    def __init__(self, plot: LandscapePlot) -> None:
        self._plot = plot
        self._names: Names | None = None
        self._notes: tuple[Note, ...] | None = None
        self._hurried = False
        self._gap = 0
        self._before: dict[str, tuple[int, tuple[float, float]]] = {}
        self._kept: Kept[FloatArray] = Kept()

    def set_names(self, names: Names, *, hurried: bool) -> None:
        """Name these from now on."""
        self._names, self._hurried = names, hurried
        self._notes = None
        self._plot.set_overlay(self.notes)

    def notes(self) -> tuple[Note, ...]:
        """The labels at their places."""
        if self._notes is None:
            self._notes = tuple(self._place())
        return self._notes

    def forget(self) -> None:
        """Sizes have changed: no place is worth keeping."""
        self._before.clear()
        self._kept.forget()
        self._notes = None

    def _place(self) -> Iterator[Note]:
        names, plot = self._names, self._plot
        if names is None:
            return
        room = plot.frame().width(), plot.frame().height()
        placer = placing.Placer(room, self._lines(names, room))
        marks = {"now": names.now, "best": names.best, "pinned": names.pinned}
        points = {key: mark for key, mark in marks.items() if mark is not None}
        # A minimum found from another side differs in its last digits: no place hangs on them.
        pixels = plot.pixels_of(np.array([point for point, _ in points.values()]))
        at = dict(zip(points, np.round(pixels, 3), strict=True))
        # Where the point lies in the minimum's diamond, that is drawn wider.
        together = "best" in at and np.abs(at["now"] - at["best"]).sum() < plot.look.px(13)
        self._gap = plot.look.px(21 if together else 15)
        for place in at.values():
            placer.take(place, (2.0 * self._gap - plot.look.px(4),) * 2)
        yield from self._message(placer, names.message)
        for key, role, kind in (
            ("now", "text", Type.STRONG),
            ("best", "loss", Type.LABEL),
            ("pinned", "pin", Type.SMALL),
        ):
            if key in points:
                yield from self._beside(placer, key, at[key], points[key][1], role, kind)
        phrases = {key: (text, "penalty") for key, (_, text) in names.lines.items()}
        phrases["way"] = names.grows, "text"
        for key, (text, role) in phrases.items():
            if key in placer.lines and text:
                at_sides = self._sides(key, placer.lines[key], text)
                yield from self._note(placer, key, at_sides, text, role, Type.SMALL)
        if names.way is not None and np.isfinite(names.way[0]).all():
            start = plot.pixels_of(names.way[:1])[0]
            yield from self._beside(placer, "start", start, names.start, "text", Type.SMALL)

    def _lines(self, names: Names, room: tuple[float, float]) -> dict[str, FloatArray]:
        """Points in pixels along everything that labels should not hide."""
        curves = {key: line for key, (line, _) in names.lines.items()}
        if names.way is not None:
            curves["way"] = names.way
        lines = {key: self._along(key, curve, room) for key, curve in curves.items()}
        if not self._hurried:
            if names.pinned is not None:
                moved = np.array([names.pinned[0], names.now[0]])
                lines["pinned"] = placing.along(self._plot.pixels_of(moved), room)
            zero = self._plot.pixels_of(np.zeros((1, 2)))[0]
            for axis in (0, 1):
                line = np.array([[0.0, 0.0], room])
                line[:, 1 - axis] = zero[1 - axis]
                lines[f"zero {axis}"] = placing.along(line, room)
        return lines

    def _along(self, key: str, curve: FloatArray, room: tuple[float, float]) -> FloatArray:
        """Points in pixels along a curve."""

        def make() -> FloatArray:
            pixels = self._plot.pixels_of(curve[np.isfinite(curve).all(axis=1)])
            return placing.along(pixels, room)

        return self._kept.get(key, (curve, room, self._plot.ranges()), make)

    def _sides(self, key: str, points: FloatArray, text: str) -> FloatArray:
        """Places on both sides of a line for its name."""

        def make() -> FloatArray:
            return placing.off_curve(points, self._size(text, Type.SMALL), self._plot.look.px(5))

        return self._kept.get((key, "sides"), (points, text), make)

    def _message(self, placer: placing.Placer, text: str) -> Iterator[Note]:
        if text:
            width, height = placer.room
            up = self._size(text, Type.SMALL)[1] / 2 + self._plot.look.px(6)
            at = np.array([[width / 2, height - up], [width / 2, up]])
            yield from self._note(placer, "message", at, text, "text", Type.SMALL)

    def _beside(
        self, placer: placing.Placer, key: str, at: FloatArray, text: str, role: str, kind: Type
    ) -> Iterator[Note]:
        candidates = placing.beside(at, self._size(text, kind), self._gap)
        yield from self._note(placer, key, candidates, text, role, kind)

    def _size(self, text: str, kind: Type) -> tuple[float, float]:
        look = self._plot.look
        return look.width(text, kind) + look.px(8), look.metrics(kind).height()

    def _note(
        self,
        placer: placing.Placer,
        key: str,
        candidates: FloatArray,
        text: str,
        role: str,
        kind: Type,
    ) -> Iterator[Note]:
        size = self._size(text, kind)
        number, before = self._before.get(key, (None, None)) if self._hurried else (None, None)
        of = key if key in placer.lines else None
        keeps = number is not None and number < len(candidates)
        if number is None or not (keeps and placer.is_free(candidates[number], size, of)):
            number = placer.place(candidates, size, before, of)
        if number is None:
            self._before.pop(key, None)
            return
        place = placer.settle(candidates[number], size)
        self._before[key] = number, place
        width, height = placer.room
        across, up = place[0] / width, 1.0 - place[1] / height
        yield Note(across, up, text, role, kind, side="", framed=True)
