"""Changing a number by pulling it left and right, or with held keys: one gesture, one undo step."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent

from gui.charts.formula.boxes import Target
from gui.controls.steps import SCORE_STEPS, STRENGTH_STEPS, LogSteps, Steps

# A hand trembles by a pixel or two on a click; nobody means that as a drag.
_DEAD_ZONE = 3.0
_PIXELS_PER_STEP = 8.0


def steps_for(target: Target, value: float) -> Steps:
    """0.1 a step, for numbers of four and more digits a step one can see, and for λ decades."""
    if target.kind == "strength":
        return STRENGTH_STEPS
    digits = math.floor(math.log10(abs(value))) if value else 0
    larger = 10.0 ** max(0, digits - 2)
    return replace(
        SCORE_STEPS,
        step=SCORE_STEPS.step * larger,
        fine=SCORE_STEPS.fine * larger,
        coarse=SCORE_STEPS.coarse * larger,
    )


class Scrub(QObject):
    """Turns pointer positions and keys into values of one number of the formula.

    Signals
    -------
    began(), moved((Target, value)), ended(), cancelled()
        The gesture, as a `GestureLink` takes it.
    """

    began = Signal()
    moved = Signal(object)
    ended = Signal()
    cancelled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.target: Target | None = None
        self.active = False
        self._value = 0.0
        self._steps = SCORE_STEPS
        self._x = 0.0
        self._pixels = _PIXELS_PER_STEP
        self._key: int | None = None

    @property
    def held(self) -> bool:
        """Whether a number is in the hand of the pointer, moved or not."""
        return self.target is not None and self._key is None

    def press(self, target: Target, value: float, x: float, scale: float) -> None:
        """Take hold of a number at `x`; `scale` is that of the window."""
        self.finish()
        self._take(target, value)
        self._x = x
        self._pixels = _PIXELS_PER_STEP * max(1.0, scale)

    def drag(self, x: float, fine: bool) -> None:
        """Follow the pointer; with `fine`, ten times as slowly."""
        if self.target is None or self._key is not None:
            return
        if not self.active:
            if abs(x - self._x) < _DEAD_ZONE:
                return
            self._begin()
        # What fine and coarse stretches of one drag add up to, without a jump between them.
        step = self._steps.fine if fine else self._steps.step
        steps = (x - self._x) / self._pixels * step
        if isinstance(self._steps, LogSteps):
            # From 0 the first step up leads to the least value; shares of a decade start there.
            self._value = max(self._value, self._steps.low / 2) * 10.0**steps
        else:
            self._value += steps
        self._x = x
        self._move(self._steps.snap(self._value, fine), step)

    def key(self, target: Target, value: float, event: QKeyEvent) -> None:
        """Step by a key; as long as it is held, it is one gesture."""
        if steps_for(target, value).after_key(event, value) is None:
            event.ignore()
            return
        if self._key != event.key() or not event.isAutoRepeat():
            self.finish()
            self._take(target, value)
            self._key = event.key()
            self._begin()
        after = self._steps.after_key(event, self._value)
        if after is not None:
            self._value = self._move(after, self._steps.fine)

    def release_key(self, event: QKeyEvent) -> None:
        """Close the gesture of a held key."""
        if event.key() == self._key and not event.isAutoRepeat():
            self.finish()

    def finish(self) -> None:
        """Let go, keeping the value."""
        was_active = self.active
        self._drop()
        if was_active:
            self.ended.emit()

    def cancel(self) -> bool:
        """Let go and give the value back; False if there was nothing to give back."""
        was_active = self.active
        self._drop()
        if was_active:
            self.cancelled.emit()
        return was_active

    def _take(self, target: Target, value: float) -> None:
        self.target, self._value, self._steps = target, value, steps_for(target, value)

    def _begin(self) -> None:
        self.active = True
        self.began.emit()

    def _move(self, value: float, least: float) -> float:
        if self.target is not None and self.target.kind == "margin":
            value = max(value, least)
        self.moved.emit((self.target, value))
        return value

    def _drop(self) -> None:
        self.target, self._key, self.active = None, None, False
