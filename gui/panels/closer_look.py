"""The present losses of a plot in an inset, where they are too small to be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPen

from core.arrays import FloatArray
from gui.charts.curves.inset import Inset, Stroke
from gui.charts.curves.magnifier import Magnified, Magnifier, Seen, within
from gui.charts.curves.names import LossNames, Named
from gui.charts.curves.plot import Mark, Note, Plot
from gui.look.theme import Type
from gui.words.translation import tr

_MARK = 20.0
Curves = Mapping[str, tuple[FloatArray, FloatArray]]


class CloserLook:
    """Works out the inset for a frame of `plot`, and what stands in it."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._magnifier = Magnifier(plot.look)
        self._names = LossNames(self._magnifier)
        self._curves: Curves = {}

    def part(
        self,
        value: float,
        losses: Mapping[str, float],
        curves: Curves,
        upright: list[float],
        notes: Iterable[Note],
        widest: float,
        *,
        held: bool,
    ) -> Magnified | None:
        """What is magnified around `value`, where the `losses` are now; None for nothing.

        It hides none of `curves` and lines `upright`, in unit coordinates, and of `notes` none if
        that can be. The `widest` name of a loss has room in it.
        """
        plot, frame = self._plot, self._plot.frame()
        half = plot.look.px(_MARK) / 2
        wide, tall = half / max(1.0, frame.width()), half / max(1.0, frame.height())
        x = plot.x_axis.share(value)
        shares = [min(1.0, plot.y_axis.share(loss)) for loss in losses.values()]
        marks = [
            (x + across * wide, y + up * tall)
            for y in shares
            for across in (-1, 1)
            for up in (-1, 1)
        ]
        boxes = [self._box_of(note) for note in notes]
        # One name beside its point, and both one over the other.
        line = plot.look.metrics(Type.VALUE).height()
        least = QSizeF(1.2 * widest, 2.4 * line)
        seen = Seen(frame, list(curves.values()), upright, marks, boxes, least)
        self._curves = curves
        axes = plot.x_axis, plot.y_axis
        return self._magnifier.magnify(value, list(losses.values()), axes, seen, held=held)

    def hides(self, part: Magnified, note: Note) -> bool:
        """Whether there was no other place for the inset than over `note`."""
        return part.box.intersects(self._box_of(note))

    def _box_of(self, note: Note) -> QRectF:
        """Where a note lies that hangs from its point."""
        look = self._plot.look
        size = QSizeF(look.width(note.text, note.type), look.metrics(note.type).height())
        box = QRectF(QPointF(), size)
        point = self._plot.to_pixels(note.x, note.y)
        box.moveCenter(point + QPointF(0, look.px(note.distance) + size.height() / 2))
        return box

    def inset(
        self,
        part: Magnified,
        line: float,
        pens: Mapping[str, QPen],
        zone: tuple[float, float] | None,
    ) -> Inset:
        """The inset with its curves in `pens`, and its line at `line`.

        `zone` is where the loss is satisfied, in unit coordinates of the plot.
        """
        strokes = tuple(Stroke(x, y, pens[key]) for key, (x, y) in self._inside(part).items())
        satisfied, words = self._zone_in(part, zone), tr("what_if.inset")
        return Inset(
            part.box, part.frame, part.x_axis, part.y_axis, strokes, line, satisfied, words
        )

    def names(self, part: Magnified, named: list[Named], *, held: bool) -> list[Note]:
        """The names of `named` in the inset, for the plot; none where not all have room."""
        line = named[0].x
        notes = list(self._names.place(named, self._inside(part), [line], (), held=held))
        if len(notes) < len(named):
            return []
        places = [self._on_plot(part, note.x, note.y) for note in notes]
        return [replace(note, x=x, y=y) for note, (x, y) in zip(notes, places, strict=True)]

    def _inside(self, part: Magnified) -> Curves:
        x_axis, y_axis = self._plot.x_axis, self._plot.y_axis
        return {key: within(part, x_axis, y_axis, x, y) for key, (x, y) in self._curves.items()}

    def mark(self, part: Magnified, mark: Mark) -> Mark:
        """A mark at a place of the inset, for the plot."""
        x, y = self._on_plot(part, mark.x, mark.y)
        return replace(mark, x=x, y=y)

    def _on_plot(self, part: Magnified, x: float, y: float) -> tuple[float, float]:
        """Unit coordinates of the inset as those of the plot."""
        inner, outer = part.frame, self._plot.frame()
        across = inner.left() + x * inner.width() - outer.left()
        up = outer.bottom() - inner.bottom() + y * inner.height()
        return across / outer.width(), up / outer.height()

    def _zone_in(
        self, part: Magnified, zone: tuple[float, float] | None
    ) -> tuple[float, float] | None:
        if zone is None:
            return None
        values = np.array([self._plot.x_axis.value(share) for share in zone])
        low, high = np.clip(part.x_axis.unit(values), 0.0, 1.0).tolist()
        return (low, high) if high > low else None
