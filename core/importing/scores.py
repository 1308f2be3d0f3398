"""Scores from numbers that may be probabilities, or the one decision between two classes."""

import numpy as np

from core.arrays import FloatArray
from core.importing.errors import DataError
from core.importing.guesses import Guesses, Told
from core.state import MAX_CLASSES

MASKED = -1e9
"""The score that a class of score −∞ gets: e to its power is 0, and its gradient too."""
_CLOSE = 1e-6
"""How far from 1 the probabilities of an example may add up."""


def as_scores(values: FloatArray, guesses: Guesses, told: Told, *, whole: bool) -> FloatArray:
    """Scores of two classes or more (N, C), of probabilities their logarithm.

    Parameters
    ----------
    whole
        Whether no number is NaN, which stands where a row cannot be read.
    """
    rows = values if whole else values[~np.isnan(values).any(axis=1)]
    with np.errstate(over="ignore"):
        likely = (
            rows.shape[1] > 1
            and bool(len(rows))
            and bool(rows.min() >= 0)  # which mostly answers it without the sums
            and bool((np.abs(rows.sum(axis=1) - 1) <= _CLOSE).all())
        )
    if guesses.values in {"p", "ln_p"}:
        values = _logarithms(values, rows, told, already=guesses.values == "ln_p")
    elif likely and guesses.values is None:
        told.doubt("probabilities")
    elif values.shape[1] == 1:
        told.say("one_score")
        values = np.column_stack([np.where(np.isnan(values[:, 0]), np.nan, 0.0), values[:, 0]])
    if values.shape[1] > MAX_CLASSES:
        raise DataError("too_many_classes", found=values.shape[1], maximum=MAX_CLASSES)
    return values


def _logarithms(values: FloatArray, rows: FloatArray, told: Told, *, already: bool) -> FloatArray:
    """Logarithms of probabilities; of one probability alone, also of what is left to 1."""
    if already and (rows > 0).any():
        raise DataError("no_log_probabilities")
    if not already and ((rows < 0).any() or (rows > 1).any()):
        raise DataError("no_probabilities")
    told.say("log_probabilities" if already else "probabilities")
    with np.errstate(divide="ignore", under="ignore", invalid="ignore"):
        if values.shape[1] == 1:
            told.say("one_probability")
            rest = np.log1p(-(np.exp(values) if already else values))
            values = np.column_stack([rest, values if already else np.log(values)])
        elif not already:
            values = np.log(values)
    masked = np.isneginf(values)
    if masked.any():
        told.say("masked", count=int(masked.sum()))
        values = np.where(masked, MASKED, values)
    return values
