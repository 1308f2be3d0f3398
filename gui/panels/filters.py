"""Which examples a person wants to see. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import IntArray, Mask
from core.evaluation import Evaluation
from gui.panels.name_keys import name_keys

STANDINGS = ("all", "right", "wrong", "inside", "violating")
GROUPS = ("all", "training", "held_out")


@dataclass(frozen=True, slots=True)
class Filter:
    """What examples must be to be shown; all of it must hold.

    Attributes
    ----------
    standing : str
        ``all``; ``right`` or ``wrong`` in their prediction; ``violating``: any that the SVM
        charges; ``inside``: right, but charged.
    cell : (correct, predicted) or None
        The classes of a cell of the confusion table.
    name : str
        What their name contains, upper or lower case alike.
    group : str
        ``all``; ``training``: those that W is fitted to; ``held_out``: the others.
    """

    standing: str = "all"
    cell: tuple[int, int] | None = None
    name: str = ""
    group: str = "all"

    def __post_init__(self) -> None:
        if self.standing not in STANDINGS or self.group not in GROUPS:
            raise ValueError(self.standing, self.group)

    @property
    def shows_all(self) -> bool:
        """Whether no example is left out."""
        return self == Filter()


def matching(evaluation: Evaluation, asked: Filter) -> IntArray:
    """Indices of the examples that `asked` lets through, ascending."""
    masks = _masks(evaluation, asked)
    if masks:
        found = np.flatnonzero(np.logical_and.reduce(masks))
    else:
        found = np.arange(evaluation.state.example_count)
    part = asked.name.strip().casefold()
    if part:
        keys = name_keys(evaluation.state.examples)
        found = found[np.strings.find(keys[found], part) >= 0]
    return found


def _masks(evaluation: Evaluation, asked: Filter) -> list[Mask]:
    batch, state = evaluation.batch, evaluation.state
    masks: list[Mask] = []
    if asked.group != "all":
        masks.append(state.held_out if asked.group == "held_out" else batch.training)
    if asked.standing == "wrong":
        masks.append(~batch.right)
    if asked.standing in {"right", "inside"}:
        masks.append(batch.right)
    if asked.standing in {"inside", "violating"}:
        masks.append(evaluation.violating)
    if asked.cell is not None:
        correct, predicted = asked.cell
        masks += [state.labels == correct, batch.predicted == predicted]
    return masks
