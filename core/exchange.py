"""Arrays from a Python program to a document, and the numbers back to it.

What goes in and what comes out are arrays by name, as `numpy.savez` keeps them without pickle. What
they mean is said and never guessed, unlike what `core.importing` reads.
"""

import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, IntArray, require_finite
from core.errors import LossLabError
from core.evaluation import Evaluation
from core.losses import LOSSES
from core.numbers_out import arrays
from core.penalties import PENALTIES
from core.settings import LossSettings, PenaltySettings
from core.state import LOSS_KEYS, MAX_CLASSES, PENALTY_KEYS, LinearModel, ScoreTable, State
from core.text import counted_names

Array = NDArray[Any]
Given = Mapping[str, Array]

_REAL = "biuf"
"""Kinds of arrays that hold whole or real numbers, or true and false."""
TITLE = {"en": "From Python", "ko": "파이썬에서 온 문서"}


def state_of(given: Given) -> State:
    """The document of arrays.

    Parameters
    ----------
    given
        ``labels``, and either ``scores`` (N, C) or ``X`` (N, D), ``W`` (C, D) and ``b`` (C,), of
        which W and b may be left out: they are 0 then. Labels (N,) are indices from 0, names, or
        one-hot rows (N, C). A single example may come without its axis of length 1. May hold
        ``classes`` (C,) and ``feature_names`` (D,), and as arrays of no dimension ``title``,
        ``loss``, ``margin``, ``penalty`` and ``strength``. Without ``classes`` labels that are
        names are the classes, in the order of the alphabet.

    Raises
    ------
    LossLabError
        For what does not fit together, in words that name the array.
    """
    table = "scores" if "scores" in given else "X"
    values = _table(given, table)
    labels = np.asarray(given["labels"])
    if labels.ndim == 0:
        labels = labels[np.newaxis]
    if len(labels) != len(values):
        raise LossLabError(
            f"labels: {len(labels)} for {len(values)} examples; accepted: one for each"
        )
    count = values.shape[1] if table == "scores" else _classes_of(given.get("W"), values.shape[1])
    classes, indices = _labelled(labels, given.get("classes"), count)
    source: ScoreTable | LinearModel
    source = ScoreTable(values) if table == "scores" else _model(given, values, len(classes))
    names = _names(given, "feature_names", values.shape[1]) if "feature_names" in given else ()
    return State(
        _word(given, "title") or TITLE,
        classes,
        counted_names(len(values)),
        indices,
        source,
        _loss(given),
        _penalty(given),
        feature_names=names,
    )


def numbers_of(evaluation: Evaluation) -> bytes:
    """All numbers as an NPZ: those of `core.numbers_out.arrays`, and what is told of the whole.

    Besides them ``classes``, ``predicted`` (N,), ``probabilities`` (N, C), each ``mean_LOSS`` and
    ``R_PENALTY``, which is R(W), and ``data_loss``, ``penalty_term`` and ``total``.
    """
    state = evaluation.state
    found: dict[str, Any] = arrays(evaluation)
    found["classes"] = np.array([name for name in state.classes if isinstance(name, str)])
    found["predicted"] = evaluation.batch.predicted
    for key, loss in LOSSES.items():
        found[f"mean_{key}"] = evaluation.loss_result(key).mean
        found |= loss.from_settings(state.loss).details(evaluation.scores, state.labels)
    for kind in PENALTIES:
        found[f"R_{kind}"] = evaluation.penalty_value(kind)
    for name in ("data_loss", "penalty_term", "total"):
        found[name] = getattr(evaluation, name)
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **found)
    return buffer.getvalue()


def _table(given: Given, name: str) -> FloatArray:
    """Examples as rows; one example alone may be a row without its table."""
    values = _numbers(given, name)
    if values.ndim == 1 and np.ndim(given["labels"]) == 0:
        values = values[np.newaxis]
    if values.ndim != 2 or 0 in values.shape:
        meant = "(examples, classes)" if name == "scores" else "(examples, features)"
        raise LossLabError(f"{name}: shape {values.shape}; accepted: {meant}")
    return values


def _numbers(given: Given, name: str) -> FloatArray:
    array = np.asarray(given[name])
    if array.dtype.kind not in _REAL:
        raise LossLabError(f"{name}: an array of {array.dtype}; accepted: real numbers")
    with np.errstate(over="ignore"):
        values = np.asarray(array, dtype=np.float64)
    require_finite(np.atleast_1d(values), name)
    return values


def _classes_of(weights: Array | None, features: int) -> int | None:
    """How many classes W has; None without it."""
    if weights is None:
        return None
    shape = weights.shape
    if len(shape) == 2 and shape[1] == features:
        return len(weights)
    turned = "; turn it: W.T" if len(shape) == 2 and shape[0] == features else ""
    raise LossLabError(f"W: shape {shape}; accepted: (classes, {features} features){turned}")


def _model(given: Given, features: FloatArray, classes: int) -> LinearModel:
    shape = (classes, features.shape[1])
    weights = _numbers(given, "W") if "W" in given else np.zeros(shape)
    biases = _numbers(given, "b") if "b" in given else np.zeros(classes)
    if weights.shape != shape:
        raise LossLabError(f"W: {len(weights)} rows; accepted: {classes}, one for each class")
    if biases.shape != (classes,):
        raise LossLabError(f"b: shape {biases.shape}; accepted: ({classes},), one for each class")
    return LinearModel(features, weights, biases)


# Labels


def _labelled(
    labels: Array, given: Array | None, count: int | None
) -> tuple[tuple[str, ...], IntArray]:
    """What the classes are called, and the index of each example's."""
    names = None if given is None else _listed(given, "classes")
    if names is not None and count is not None and len(names) != count:
        raise LossLabError(f"classes: {len(names)} names; accepted: {count}, one for each class")
    if labels.dtype.kind in "US" and labels.size == len(labels):
        return _by_name(labels, names, count)
    rows = labels.ndim == 2 and labels.shape[1] > 1 and labels.dtype.kind in _REAL
    indices = _one_hot(labels) if rows else _whole(labels)
    low, high = int(indices.min()), int(indices.max())
    if names is not None:
        count = len(names)
    if rows:
        if count not in {None, labels.shape[1]}:
            told = f"rows of {labels.shape[1]}"
            raise LossLabError(f"labels: {told}; accepted: {count}, one for each class")
        count = labels.shape[1]
    if count is None:
        count = min(max(2, high + 1), MAX_CLASSES)
    if low < 0 or high >= count:
        found = low if low < 0 else high
        raise LossLabError(f"labels: found {found}; accepted: 0 to {count - 1}, counted from 0")
    return names or tuple(map(str, range(count))), indices


def _by_name(
    labels: Array, names: tuple[str, ...] | None, count: int | None
) -> tuple[tuple[str, ...], IntArray]:
    there, indices = np.unique(labels.ravel().astype(str), return_inverse=True)
    found = tuple(there.tolist())
    if names is None:
        if count is not None and len(found) != count:
            told = f"{len(found)} different names for {count} classes"
            raise LossLabError(f"labels: {told}; accepted: classes=, which names all in order")
        return found, indices
    unknown = next((name for name in found if name not in names), None)
    if unknown is not None:
        raise LossLabError(f"labels: found {unknown!r}; accepted: {', '.join(names[:10])}")
    return names, np.array([names.index(name) for name in found], dtype=np.intp)[indices]


def _one_hot(rows: Array) -> IntArray:
    ones = rows == 1
    if not ((ones | (rows == 0)).all() and (ones.sum(axis=1) == 1).all()):
        raise LossLabError("labels: rows that are not one-hot; accepted: one 1 in each, else 0")
    indices: IntArray = ones.argmax(axis=1)
    return indices


def _whole(labels: Array) -> IntArray:
    if labels.dtype.kind not in _REAL or labels.size != len(labels):
        told = f"an array of {labels.dtype}, shape {labels.shape}"
        raise LossLabError(f"labels: {told}; accepted: indices from 0, names, or one-hot rows")
    flat = labels.ravel()
    if flat.dtype.kind == "f" and not ((np.abs(flat) < 2.0**53) & (flat == np.floor(flat))).all():
        raise LossLabError("labels: numbers that are not whole; accepted: indices from 0")
    return flat.astype(np.intp)


# Names and settings


def _names(given: Given, name: str, count: int) -> tuple[str, ...]:
    found = _listed(given[name], name)
    if len(found) != count:
        raise LossLabError(f"{name}: {len(found)}; accepted: {count}, one for each column of X")
    return found


def _listed(given: Array, name: str) -> tuple[str, ...]:
    array = np.asarray(given)
    if array.ndim != 1:
        raise LossLabError(f"{name}: shape {array.shape}; accepted: a list of names")
    return tuple(array.astype(str).tolist())


def _word(given: Given, name: str) -> str:
    return str(given[name]) if name in given else ""


def _number(given: Given, name: str, usual: float) -> float:
    value = given.get(name)
    if value is None:
        return usual
    if value.ndim or value.dtype.kind not in _REAL:
        raise LossLabError(f"{name}: found {value}; accepted: a number")
    return float(value)


def _loss(given: Given) -> LossSettings:
    key = _word(given, "loss") or LossSettings.active
    if key not in LOSS_KEYS:
        raise LossLabError(f"loss: found {key!r}; accepted: {', '.join(LOSS_KEYS)}")
    return LossSettings(key, _number(given, "margin", LossSettings.margin))


def _penalty(given: Given) -> PenaltySettings:
    kind = _word(given, "penalty") or "none"
    if kind not in PENALTY_KEYS:
        raise LossLabError(f"penalty: found {kind!r}; accepted: {', '.join(PENALTY_KEYS)}")
    if kind != "none" and "scores" in given:
        raise LossLabError("penalty: scores alone have no W to penalize; accepted: X, W and b")
    if kind == "none" and "strength" in given:
        kinds = ", ".join(key for key in PENALTY_KEYS if key != "none")
        raise LossLabError(f"strength: no penalty has it; accepted: a penalty, {kinds}")
    return PenaltySettings(kind, _number(given, "strength", PenaltySettings.strength))
