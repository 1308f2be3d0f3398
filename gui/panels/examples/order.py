"""Which examples the table shows, and in which order. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray, sealed
from core.evaluation import Evaluation
from core.rounding import in_order
from core.text import Text
from gui.charts.curves.kept import Kept
from gui.panels.examples.columns import Column, Kind, noise_of, values_of
from gui.panels.filters import Filter, matching
from gui.panels.name_keys import name_keys
from gui.words.translation import language


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column the rows are sorted; the document's own order stays as it is."""

    column: Column
    descending: bool = False


def ordered(evaluation: Evaluation, rows: IntArray, sorting: Sorting | None) -> IntArray:
    """`rows`, ascending indices of examples, in the order of a column.

    Equal ones, and those that rounding alone may have told apart, stay in the order of the
    document; what has no value comes last, either way.
    """
    if sorting is None:
        return rows
    if sorting.column.kind is Kind.NAME:
        return _by_name(evaluation.state.examples, rows, descending=sorting.descending)
    values = values_of(evaluation, sorting.column)[rows]
    most, noise = noise_of(evaluation, sorting.column)

    def bounds_of(places: IntArray) -> FloatArray:
        return noise(rows[places])

    return sealed(rows[in_order(values, most, bounds_of, descending=sorting.descending)])


def _by_name(examples: tuple[Text, ...], rows: IntArray, *, descending: bool) -> IntArray:
    keys = name_keys(examples)[rows]
    if not descending:
        return sealed(rows[np.argsort(keys, kind="stable")])
    # Backwards twice: equal ones stay in the order of the document.
    return sealed(rows[::-1][np.argsort(keys[::-1], kind="stable")][::-1])


def matches_depend_on(evaluation: Evaluation, wanted: Filter) -> tuple[object, ...]:
    """Objects that stay the same as long as the same examples match."""
    state = evaluation.state
    found: list[object] = [state.example_count]
    if wanted.name:
        found += [state.examples, language()]
    if wanted.cell is not None or wanted.standing != "all":
        found += [evaluation.scores, state.labels]
    if wanted.group != "all":
        found.append(state.held_out)
    if wanted.standing in {"inside", "violating"}:
        found.append(evaluation.svm)
    return tuple(found)


def order_depends_on(evaluation: Evaluation, sorting: Sorting | None) -> tuple[object, ...]:
    """Objects that stay the same as long as the order does."""
    if sorting is None:
        return ()
    state, column = evaluation.state, sorting.column
    if column.kind is Kind.NAME:
        return state.examples, language()
    found: list[object] = [evaluation.scores, state.labels]
    if column.kind is Kind.LOSS:
        found.append(evaluation.loss_result(column.loss))
    if column.kind is Kind.CHANGE:
        found += [evaluation.active, evaluation.pinned]
    return tuple(found)


def shown_depends_on(evaluation: Evaluation) -> tuple[object, ...]:
    """Objects that stay the same as long as no cell changes."""
    state, pinned = evaluation.state, evaluation.pinned
    return (
        evaluation.pending,
        evaluation.scores,
        state.labels,
        state.held_out,
        state.examples,
        state.classes,
        state.view.example,
        state.loss.active,
        state.loss.sum_over_examples,
        *(evaluation.loss_result(key) for key in state.side_by_side),
        pinned,
    )


class Found:
    """Which examples match and how they are ordered, kept as long as nothing of it changes."""

    def __init__(self) -> None:
        self._matches: Kept[IntArray] = Kept()
        self._order: Kept[IntArray] = Kept()

    def matching(self, evaluation: Evaluation, wanted: Filter) -> IntArray:
        """Indices of the examples that a filter lets through, ascending."""
        inputs = (wanted, *matches_depend_on(evaluation, wanted))
        return self._matches.get("", inputs, lambda: matching(evaluation, wanted))

    def ordered(self, evaluation: Evaluation, rows: IntArray, sorting: Sorting | None) -> IntArray:
        """`rows`, ascending, in the order of a column."""
        inputs = (rows, sorting, *order_depends_on(evaluation, sorting))
        return self._order.get("", inputs, lambda: ordered(evaluation, rows, sorting))
