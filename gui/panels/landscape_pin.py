"""The landscape as it was when pinned, over the two weights that are shown now. No Qt here."""

from __future__ import annotations

from dataclasses import replace

from core.evaluation import Evaluation, evaluate
from core.state import LinearModel
from core.view import Pair
from gui.charts.curves.drag_plot import Point
from gui.controls.pinned import change_text
from gui.panels.terrain import Terrain, vast

Parts = tuple[float, float]
"""Data loss and λ R(W)."""

# A minimum is found to about this much of its value.
_FOUND = 1e-9
# What a hurried minimum may be off, and still reads the same.
_HURRIED = 0.005


class PinnedLandscape:
    """What there is to compare with; its own minimum is looked for when all is at rest."""

    def __init__(self) -> None:
        self.evaluation: Evaluation | None = None
        self.point: Point | None = None
        """The two weights as pinned."""
        self._pair: Pair | None = None
        self._terrain: Terrain | None = None
        self._best: Parts | None = None

    def follow(self, evaluation: Evaluation) -> bool:
        """Compare with what `evaluation` has pinned; whether that is something else than before."""
        pinned, pair = evaluation.comparable_weights, evaluation.state.view.pair
        if pinned is self.evaluation and pair == self._pair:
            return False
        self.evaluation, self._pair, self.point = pinned, pair, None
        self._terrain = self._best = None
        if pinned is not None and isinstance(pinned.state.source, LinearModel):
            first, second = (float(pinned.state.source.weights[weight]) for weight in pair)
            self.point = first, second
        return True

    def moved(self, now: Point) -> Point | None:
        """The pinned point, if it was another than `now`."""
        then = self.point
        return then if then is not None and any(map(change_text, now, then)) else None

    def settle(self, beside: Terrain) -> None:
        """Make the pinned landscape, taking over what it shares with the one shown now."""
        pinned = self.evaluation
        if pinned is None or self._terrain is not None or self._pair is None:
            return
        if vast(pinned.state):
            return
        state = replace(pinned.state, view=replace(pinned.state.view, pair=self._pair))
        terrain = Terrain(evaluate(state, pinned), beside)
        self._terrain, best = terrain, terrain.best
        if best is not None:
            self._best = terrain.at(float(best[0]), float(best[1]))

    def parts_at(self, first: float, second: float) -> Parts | None:
        """What the landscape had at a pair of weights."""
        return None if self._terrain is None else self._terrain.at(first, second)

    @property
    def parts(self) -> Parts | None:
        """What W had."""
        pinned = self.evaluation
        return None if pinned is None else (pinned.data_loss, pinned.penalty_term)

    @property
    def best_parts(self) -> Parts | None:
        """What the minimum had."""
        return self._best


def best_change(now: float, then: float | None, decimals: int, *, exact: bool) -> str:
    """How far the value of the minimum has come, if by more than it may be off."""
    if then is None:
        return ""
    off = _FOUND * max(abs(now), abs(then)) if exact else _HURRIED
    return "" if abs(now - then) <= off else change_text(now, then, decimals)
