"""Numbers that are pulled left and right with the pointer, or stepped by held keys."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtGui import QKeyEvent, QMouseEvent

from gui.controls.hand import Hand
from gui.controls.steps import Steps, is_fine
from gui.look.theme import Look

# A hand trembles by a pixel or two on a click; nobody means that as a drag.
_DEAD_ZONE = 3.0
_PIXELS_PER_STEP = 8.0

K = TypeVar("K")


class Pull(Generic[K]):
    """A number in the hand of the pointer, taken hold of at `x`; `scale` is that of the window."""

    def __init__(self, key: K, value: float, steps: Steps, x: float, scale: float) -> None:
        self.key = key
        self._value, self._steps, self._x = value, steps, x
        self._pixels = _PIXELS_PER_STEP * max(1.0, scale)
        self._moving = False

    def follow(self, x: float, *, fine: bool) -> float | None:
        """The value at `x`; None while the hand only trembles."""
        if not self._moving and abs(x - self._x) < _DEAD_ZONE:
            return None
        self._moving = True
        # What fine and coarse stretches of one drag add up to, without a jump between them.
        self._value = self._steps.pulled(self._value, (x - self._x) / self._pixels, fine)
        self._x = x
        return self._steps.snap(self._value, fine)


class Scrub(Hand[Pull[K]], Generic[K]):
    """Mixed into a widget of numbers with keys K; ``moved`` carries (key, value)."""

    look: Look

    def pull_of(self, key: K, value: float, steps: Steps, event: QMouseEvent) -> Pull[K]:
        """A number taken hold of."""
        return Pull(key, value, steps, event.position().x(), self.look.scale)

    def pull(self, grip: Pull[K], event: QMouseEvent) -> tuple[K, float] | None:
        """The value of the number in the hand, which follows the pointer."""
        value = grip.follow(event.position().x(), fine=is_fine(event))
        return None if value is None else (grip.key, value)

    def step(self, key: K, value: float, steps: Steps, event: QKeyEvent) -> None:
        """Step a number by a key, if the key means a step."""
        after = steps.after_key(event, value)
        if after is None:
            event.ignore()
        else:
            self.step_to(event, (key, after))
