"""One example alone: its losses, the steps that lead there, and what if a score were another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar, cast

import numpy as np

from core.arrays import FloatArray, distinct, sealed
from core.losses.base import Loss

S = TypeVar("S")


@dataclass(frozen=True, eq=False)
class WhatIf:
    """An example's losses while one of its scores moves and the others stay.

    Attributes
    ----------
    class_index : int
        The score that moves.
    current : float
        Its present value.
    values : (M,)
        The swept score, ascending. They hold both ends, every kink of the losses and the present
        value, where these lie between the ends.
    losses : mapping from key to (M,)
        The losses that were asked for, at these values.
    satisfied : mapping from key to (float, float) or None
        Where each of them is 0; an end may be infinite.
    """

    class_index: int
    current: float
    values: FloatArray
    losses: Mapping[str, FloatArray]
    satisfied: Mapping[str, tuple[float, float] | None]


class ExampleEvaluation:
    """One example, from that row alone, however many others there are.

    Attributes
    ----------
    index, label : int
    scores : (C,)
    """

    def __init__(
        self,
        index: int,
        label: int,
        scores: FloatArray,
        losses: Mapping[str, Loss[Any]],
        bounds: FloatArray | None = None,
    ) -> None:
        self.index = index
        self.label = label
        self.scores = sealed(scores)
        self._losses = losses
        self._row = self.scores[None, :]
        self._bounds = bounds
        self._labels = np.array([label])
        self._stages: dict[str, Any] = {}

    def stages(self, loss: type[Loss[S]]) -> S:
        """Stages of one loss, each (C,), or a number where an example has one."""
        if loss.key not in self._stages:
            made: Loss[S] = self._losses[loss.key]
            self._stages[loss.key] = _of_first(made.stages(self._row, self._labels, self._bounds))
        found: S = self._stages[loss.key]
        return found

    @cached_property
    def losses(self) -> dict[str, float]:
        """Each loss by key."""
        return {
            key: float(loss.per_example(self._row, self._labels, self._bounds)[0])
            for key, loss in self._losses.items()
        }

    def losses_at(self, class_index: int, score: float, keys: Iterable[str]) -> dict[str, float]:
        """Losses by key, were the score of one class another; not of those there are none of."""
        row = np.array(self._row)
        row[0, class_index] = score
        return {
            key: float(self._losses[key].per_example(row, self._labels)[0])
            for key in keys
            if key in self._losses
        }

    def wrong_shares(self, key: str) -> FloatArray:
        """What part of one loss each class has, (C,), as its `Loss.shares` says."""
        return sealed(self._losses[key].shares(self.scores, self.label))

    def gradient(self, key: str) -> FloatArray:
        """dL_i/ds_i of the example's own loss, (C,)."""
        loss = self._losses[key]
        return sealed(loss.with_gradient(self._row, self._labels, self._bounds)[1][0])

    def kinks(self, class_index: int, keys: Sequence[str]) -> FloatArray:
        """Values of one score at which some of these losses change their formulas, ascending."""
        found = [self._losses[key].kinks(self.scores, self.label, class_index) for key in keys]
        values = np.concatenate(found)
        return distinct(values) if values.size else values

    def what_if(self, class_index: int, values: FloatArray, keys: Sequence[str]) -> WhatIf:
        """Some losses while one score takes `values`, ascending, and those that `WhatIf` adds."""
        current = float(self.scores[class_index])
        extra = np.append(self.kinks(class_index, keys), current)
        extra = extra[(extra > values[0]) & (extra < values[-1])]
        values = distinct(np.concatenate([values, extra]))
        scores = np.tile(self.scores, (len(values), 1))
        scores[:, class_index] = values
        labels = np.full(len(values), self.label)
        losses = {key: sealed(self._losses[key].per_example(scores, labels)) for key in keys}
        satisfied = {
            key: self._losses[key].satisfied(self.scores, self.label, class_index) for key in keys
        }
        return WhatIf(
            class_index,
            current,
            sealed(values),
            MappingProxyType(losses),
            MappingProxyType(satisfied),
        )


def _of_first(stages: S) -> S:
    """The stages of the first example alone, out of those of several: a dataclass of arrays."""
    make = cast(Callable[..., S], type(stages))
    return make(**{name: _first(values) for name, values in vars(stages).items()})


def _first(values: FloatArray) -> FloatArray | float:
    found: FloatArray = values[0]
    return sealed(found) if found.ndim else float(found)
