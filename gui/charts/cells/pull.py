"""Pulling a number left and right with the pointer. No Qt here."""

from __future__ import annotations

import math
from dataclasses import replace

from gui.charts.cells.cells import Cell
from gui.controls.steps import SCORE_STEPS, Steps

# A hand trembles by a pixel or two on a click; nobody means that as a drag.
_DEAD_ZONE = 3.0
_PIXELS_PER_STEP = 8.0


def steps_for(value: float) -> Steps:
    """0.1 a step, and for numbers of four and more digits a step one can see."""
    digits = math.floor(math.log10(abs(value))) if value else 0
    larger = 10.0 ** max(0, digits - 2)
    base = SCORE_STEPS
    return replace(
        base, step=base.step * larger, fine=base.fine * larger, coarse=base.coarse * larger
    )


class Pull:
    """A cell in the hand of the pointer."""

    def __init__(self, cell: Cell, value: float, x: float, scale: float) -> None:
        self.cell = cell
        self.moving = False
        self._value, self._x = value, x
        self._steps = steps_for(value)
        self._pixels = _PIXELS_PER_STEP * max(1.0, scale)

    def follow(self, x: float, *, fine: bool) -> float | None:
        """The value at `x`; None while the hand only trembles."""
        if not self.moving and abs(x - self._x) < _DEAD_ZONE:
            return None
        self.moving = True
        # What fine and coarse stretches of one drag add up to, without a jump between them.
        step = self._steps.fine if fine else self._steps.step
        self._value += (x - self._x) / self._pixels * step
        self._x = x
        return self._steps.snap(self._value, fine)
