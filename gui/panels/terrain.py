"""What a landscape is drawn from, kept for as long as what it depends on stays. No Qt here."""

from __future__ import annotations

import numpy as np

from core.arrays import FloatArray
from core.evaluation import Evaluation
from core.landscape.ranges import natural_ranges
from core.landscape.slice import Slice
from core.state import LinearModel, State
from gui.losses import display_of

Ranges = tuple[tuple[float, float], tuple[float, float]]

# Cells a side. Of those of a fine grid four, three or two make one of a coarse grid.
_SIZES = (144, 108, 72, 36, 24, 12)
_COARSE = 36
# Examples × grid points that a frame of a drag, and a picture at rest, may cost.
_FRAME_WORK, _REST_WORK = 150_000, 2_000_000
# Examples × classes × strengths that the way of the minimum may cost, and the fewest that draw one.
_WAY_WORK, _FEWEST = 1_000_000, 20
# Examples from which on a drag leaves the shades alone: a frame would take longer than a wink.
_VAST = 20_000
# Examples from which on the picture at rest follows a turn after an edit.
_AT_ONCE = 50
_MOST_STRENGTHS = 101
_CLOSER = 25


def _cells(examples: int, *, fine: bool) -> int:
    """Cells a side, as many as the work they make allows."""
    most, least, work = (144, 24, _REST_WORK) if fine else (_COARSE, 12, _FRAME_WORK)
    fitting = (size for size in _SIZES if size <= most and examples * size**2 <= work)
    return max(least, next(fitting, least))


def _rest_of(state: State) -> FloatArray:
    """W with the two weights of the pair taken out."""
    assert isinstance(state.source, LinearModel)  # noqa: S101 - who has no weights asks for none
    weights = np.array(state.source.weights)
    for weight in state.view.pair:
        weights[weight] = 0.0
    return weights


class Terrain:
    """The data loss over the pair of weights, its penalty, the minimum and its way with λ.

    Parameters
    ----------
    evaluation : Evaluation
    before : Terrain, optional
        The one shown until now: what holds here too is taken over.
    hurried : bool
        A frame of a drag asks: what takes long may be left out or be a little off.
    """

    def __init__(
        self, evaluation: Evaluation, before: Terrain | None = None, *, hurried: bool = False
    ) -> None:
        self.state = evaluation.state
        self._rest = _rest_of(self.state)
        same = before if before is not None and self._over_same(before) else None
        self.slice: Slice = Slice.of(evaluation, None if same is None else same.slice.forms)
        self._hurried = hurried and self._is_slow()
        self._ground = object()  # the same in all that have the same data loss
        self._data: tuple[Ranges, FloatArray] | None = None
        self._best: tuple[FloatArray | None] | None = None
        # A drag moves the minimum by little from frame to frame.
        self._near = None if before is None else before.known_best()
        self.way: FloatArray | None = None
        self._strengths = np.empty(0)
        self.is_exact = not self._hurried
        """Whether the minimum is the exact one."""
        if same is not None:
            self._take_over(same)

    def _is_slow(self) -> bool:
        return self._size() > display_of(self.state.loss.active).quick

    def _size(self) -> int:
        return self.state.training_count * self.state.class_count

    def is_vast(self) -> bool:
        """Whether there are too many examples to shade the plane anew for each frame of a drag."""
        return vast(self.state)

    def _take_over(self, before: Terrain) -> None:
        self._ground, self._data = before._ground, before._data
        if self.slice.shares != before.slice.shares:
            return
        self.way, self._strengths = before.way, before._strengths
        same = self.slice.strength == before.slice.strength and before.is_exact
        # Where there are many minima, the one that is nearest to the present point is meant.
        display = display_of(self.state.loss.active)
        leans = display.many_minima or self.slice.shares[1] == 0.0
        if same and (self._hurried or not leans or _same(self.slice.present, before.slice.present)):
            self._best = before._best
            self.is_exact = True

    def _over_same(self, other: Terrain) -> bool:
        """Whether the data loss over the two weights is the same."""
        one, two = self.state, other.state
        if not (isinstance(one.source, LinearModel) and isinstance(two.source, LinearModel)):
            return False
        return (
            one.view.pair == two.view.pair
            and one.loss == two.loss
            and _same(one.labels, two.labels)
            and _same(one.held_out, two.held_out)
            and _same(one.source.features, two.source.features)
            and _same(one.source.biases, two.source.biases)
            and _same(self._rest, other._rest)
        )

    def shown(self, ranges: Ranges, *, fine: bool) -> FloatArray:
        """What is to be shaded, (G, G) with rows from the least second weight up."""
        kind = self.state.view.landscape
        if kind == "penalty":
            return self.penalty(ranges, (_SIZES[0] if fine else _COARSE) + 1)
        data = self.data(ranges, fine=fine)
        if kind == "data":
            return data
        return data + self.penalty(ranges, len(data))

    def depends_on(self) -> tuple[object, ...]:
        """What decides the shades over given ranges; the present point never does."""
        kind, cut = self.state.view.landscape, self.slice
        paid = () if kind == "data" else (cut.strength, cut.shares, cut.others)
        return (kind, *paid) if kind == "penalty" else (kind, *paid, self._ground)

    def data(self, ranges: Ranges, *, fine: bool) -> FloatArray:
        """The data loss over `ranges`, (G, G); a coarse grid is taken from a fine one at hand."""
        size = _cells(self.state.example_count, fine=fine)
        if self._data is None or self._data[0] != ranges or len(self._data[1]) <= size:
            self._data = ranges, self.slice.grid(*ranges, size + 1).data
        data = self._data[1]
        stride = 1 if fine else max(1, (len(data) - 1) // _COARSE)
        return data[::stride, ::stride]

    def knows(self, ranges: Ranges) -> bool:
        """Whether the shades over `ranges` cost next to nothing."""
        drawn = self._data is not None and self._data[0] == ranges
        return drawn or self.state.view.landscape == "penalty"

    def penalty(self, ranges: Ranges, count: int) -> FloatArray:
        """λ R(W) over `ranges`, (count, count)."""
        first, second = (np.linspace(low, high, count) for low, high in ranges)
        return self.slice.strength * self.slice.penalty(first[None, :], second[:, None])

    def natural_ranges(self, pinned: FloatArray | None = None) -> Ranges:
        """Ranges that hold what matters, and a point to compare with."""
        return natural_ranges(self.slice.present, self.best, pinned)

    def at(self, first: float, second: float) -> tuple[float, float]:
        """Data loss and λ R(W) at a pair of weights."""
        u, v = np.array([first]), np.array([second])
        return float(self.slice.data(u, v)[0]), self.slice.strength * float(
            self.slice.penalty(u, v)[0]
        )

    @property
    def best(self) -> FloatArray | None:
        """The minimum of the sum for the present λ, (2,), or None."""
        if self._best is None:
            self._best = (self._on_way() if self._hurried else self.slice.minimum(near=self._near),)
        return self._best[0]

    def known_best(self) -> FloatArray | None:
        """The minimum if it has been asked for."""
        return None if self._best is None else self._best[0]

    def _on_way(self) -> FloatArray | None:
        """The minimum as the way that is drawn has it."""
        if self.way is None or not np.isfinite(self.way).all():
            return None
        # As the hinge has it: its minimum exists for every strength.
        at, strengths = self.slice.strength, self._strengths
        return np.array([np.interp(at, strengths, values) for values in self.way.T])

    def has_no_best(self) -> bool:
        """Whether the sum falls for ever, so that there is no minimum."""
        return self.is_exact and self.best is None

    def walk(self) -> None:
        """Find the way of the minimum as λ grows from 0, unless a person would wait for it."""
        count = min(_MOST_STRENGTHS, _WAY_WORK // self._size())
        if self.way is not None or not any(self.slice.shares) or count < _FEWEST:
            return
        strengths = np.concatenate([[0.0], np.geomspace(1e-6, 1e4, count)])
        way = self.slice.path(strengths)
        # Where a weight becomes 0 the way has a corner: it is looked at more closely.
        corners = np.flatnonzero(((way[1:] == 0.0) != (way[:-1] == 0.0)).any(axis=1))
        steps = np.arange(1, _CLOSER) / _CLOSER
        low, high = strengths[corners][:, None], strengths[corners + 1][:, None]
        closer = (low + (high - low) * steps).ravel()
        order = np.argsort(np.concatenate([strengths, closer]), kind="stable")
        self._strengths = np.concatenate([strengths, closer])[order]
        self.way = np.concatenate([way, self.slice.path(closer)])[order]


def prepared(evaluation: Evaluation, before: Terrain | None) -> Terrain:
    """A terrain in which all that its picture at rest shows is known, but for the shades."""
    terrain = Terrain(evaluation, before)
    terrain.walk()
    terrain.best  # noqa: B018 - computed by asking
    return terrain


def shaded(terrain: Terrain, ranges: Ranges) -> Terrain:
    """The same, in which the shades over `ranges` are known too."""
    terrain.data(ranges, fine=True)
    return terrain


def is_slow(state: State) -> bool:
    """Whether drawing the plane finely takes long enough to be felt in an edit."""
    return state.example_count > _AT_ONCE


def vast(state: State) -> bool:
    """Whether a state has so many examples that a look at all of them takes long."""
    return state.example_count > _VAST


def _same(one: object, other: object) -> bool:
    return one is other or np.array_equal(np.asarray(one), np.asarray(other))
