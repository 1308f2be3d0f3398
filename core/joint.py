"""The cheapest change of a linear model that gives several examples scores at once."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.arrays import FloatArray, IntArray, frozen
from core.checks import require_in_range
from core.linear import least_norm_edit, scores
from core.state import PARAMETER_LIMIT, LinearModel

FEW_SCORES = 2000
"""So many scores are met to the last bit where that is possible."""
ROUNDS = 3
CLOSE = 1e-9
"""Of the sizes of its terms: a score this near to the one that was asked for is that one."""


def scores_met(
    model: LinearModel, examples: Sequence[int], classes: Sequence[int], values: FloatArray
) -> LinearModel | None:
    """The model nearest to `model` in which some examples' scores of some classes are `values`.

    The rows of these classes move by ``X^+ (S' - S)``, X^+ the pseudo-inverse of the examples'
    features. An example whose features are all 0 has the biases as its scores; they move first.

    Parameters
    ----------
    examples : M indices
    classes : K indices
    values : (M, K)

    Returns
    -------
    LinearModel or None
        None where no weights give these scores, since the features depend on each other.

    Raises
    ------
    EditError
        ``out_of_range`` if a value, or a weight or bias that it needs, is beyond the limits.
    """
    require_in_range("score", float(np.abs(values).max()), (0.0, PARAMETER_LIMIT))
    rows, columns = np.array(examples, dtype=np.intp), np.array(classes, dtype=np.intp)
    empty = ~model.features[rows].any(axis=1)
    if empty.any():
        biases = np.array(model.biases)
        biases[columns] = values[empty][0]
        model = replace(model, biases=frozen(biases))
    rest = np.flatnonzero(~empty)
    if not _apart(model.features[rows[rest]]):
        model = _all_at_once(model, rows[rest], columns, values[rest])
    if values.size <= FEW_SCORES:
        model = _one_by_one(model, rows[rest], columns, values[rest])
    return model if _meets(model, rows, columns, values) else None


def _apart(features: FloatArray) -> bool:
    """Whether no two examples share anything: each score is met without touching another."""
    if len(features) > features.shape[1]:
        return False  # more rows than there are directions
    with np.errstate(all="ignore"):
        products = features @ features.T
    return bool(np.count_nonzero(products) == np.count_nonzero(products.diagonal()))


def _gaps(model: LinearModel, rows: IntArray, columns: IntArray, values: FloatArray) -> FloatArray:
    """What is missing of each score, (M, K)."""
    return values - scores(model.weights[columns], model.features[rows], model.biases[columns])


def _all_at_once(
    model: LinearModel, rows: IntArray, columns: IntArray, values: FloatArray
) -> LinearModel:
    features = model.features[rows]
    scale = float(np.abs(features).max(initial=0.0)) or 1.0  # products may underflow or overflow
    for _ in range(ROUNDS):  # what rounding has left goes through again
        with np.errstate(under="ignore"):
            gaps = _gaps(model, rows, columns, values) / scale
            steps = np.linalg.lstsq(features / scale, gaps, rcond=None)[0]
        weights = np.array(model.weights)
        weights[columns] += steps.T
        model = replace(model, weights=frozen(weights))
    return model


def _one_by_one(
    model: LinearModel, rows: IntArray, columns: IntArray, values: FloatArray
) -> LinearModel:
    for place, gaps in enumerate(_gaps(model, rows, columns, values)):
        for column, gap, value in zip(columns, gaps, values[place], strict=True):
            if gap != 0.0:
                model = least_norm_edit(model, int(rows[place]), int(column), float(value))
    return model


def _meets(model: LinearModel, rows: IntArray, columns: IntArray, values: FloatArray) -> bool:
    sizes = scores(
        np.abs(model.weights[columns]), np.abs(model.features[rows]), np.abs(model.biases[columns])
    )
    gaps = np.abs(_gaps(model, rows, columns, values))
    return bool((gaps <= CLOSE * np.maximum(sizes, np.abs(values))).all())
