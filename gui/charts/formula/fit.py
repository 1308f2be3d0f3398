"""A formula as large and as complete as its strip allows."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from gui.charts.formula.boxes import Box
from gui.charts.formula.layout import Layout
from gui.charts.formula.typesetter import Typesetter
from gui.look.theme import Look
from gui.words.terms import MOST, fewer, most_that_fit

_FEWEST = 2
_STEP = 0.05
_FLOOR = 0.75
# Where terms must be left out in any case, what is written stays nearer to its full size.
_SOME = 0.85


@dataclass(frozen=True, slots=True)
class Fitted:
    """A formula with `keep` of its terms, in type scaled by `factor`, and its layout."""

    box: Box
    layout: Layout
    keep: int
    factor: float


class Fitter:
    """Scales the type down to a floor so that all terms fit, else fills the width with some."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._typesetters: dict[float, Typesetter] = {}
        self._near: int | None = None

    def forget(self) -> None:
        """Measure anew: the look has changed."""
        self._typesetters.clear()

    def fit(
        self,
        build: Callable[[int], Box],
        count: int,
        width: float,
        height: float,
        limit: Fitted | None = None,
    ) -> Fitted:
        """The largest form of `build(keep)` inside `width` × `height`, none larger than `limit`.

        `count` is the number of terms that there are. The limit keeps the type from jumping to and
        fro while a drag changes the digits.
        """

        def fits(keep: int, factor: float) -> bool:
            wide, high = self._typesetter(factor).size(build(keep))
            return wide <= width and high <= height

        if limit is not None:
            keep = limit.keep
        elif count <= MOST and fits(count, _FLOOR):
            keep = count
        else:
            factor = _SOME if fits(_FEWEST, _SOME) else _FLOOR
            keep = most_that_fit(count, lambda keep: fits(keep, factor), _FEWEST, self._near)
            self._near = keep
        factor = largest = limit.factor if limit else 1.0
        box = build(keep)
        while True:
            layout = self._typesetter(factor).set(box)
            room = min(width / layout.width, height / layout.height)
            if room >= 1:
                return Fitted(box, layout, keep, factor)
            # Straight to the size that should fit; hinting may cost one step more.
            steps = min(factor * room, factor - _STEP) / _STEP
            smaller = round(math.floor(steps + 1e-6) * _STEP, 2)
            if smaller >= _FLOOR:
                factor = smaller
            elif (less := fewer(count, keep, _FEWEST)) is not None:
                keep, factor = less, largest
                box = build(keep)
            else:
                # Nothing more to leave out: whoever paints it shrinks the picture.
                return Fitted(box, self._typesetter(_FLOOR).set(box), keep, _FLOOR)

    def _typesetter(self, factor: float) -> Typesetter:
        if factor not in self._typesetters:
            self._typesetters[factor] = Typesetter(self._look, factor)
        return self._typesetters[factor]
