"""What the person set: classes, examples, where the scores come from, and every switch."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from core.arrays import FloatArray, IntArray, frozen, frozen_labels, require_finite
from core.errors import EditError
from core.losses import LOSSES
from core.penalties import PENALTIES
from core.text import Text, frozen_text, is_blank

MIN_CLASSES, MAX_CLASSES = 2, 1000
MIN_EXAMPLES, MAX_EXAMPLES = 1, 1_000_000
PARAMETER_LIMIT = 1e60  # a product of weight and feature, squared, still fits a float64
SCORE_LIMIT = 1e300
SQUARED_SCORE_LIMIT = 1e150
MARGIN_LIMITS = (5e-324, 1e6)  # more than 0
STRENGTH_LIMITS = (0.0, 1e12)
SHARE_LIMITS = (0.0, 1.0)
LOSS_KEYS = tuple(LOSSES)
PENALTY_KEYS = tuple(PENALTIES)


def require_in_range(name: str, value: float, limits: tuple[float, float]) -> None:
    """Refuse a number outside `limits`, NaN included, with `EditError` ``out_of_range``."""
    low, high = limits
    if not low <= value <= high:
        raise EditError("out_of_range", {"name": name, "value": value, "low": low, "high": high})


def require_choice(name: str, value: str, choices: Sequence[str]) -> None:
    """Refuse a key that is not one of `choices` with `EditError` ``unknown_choice``."""
    if value not in choices:
        raise EditError("unknown_choice", {"name": name, "value": value, "choices": tuple(choices)})


def _require_size(values: FloatArray, name: str, limit: float) -> None:
    require_finite(values, name)
    if values.size:
        worst = float(max(values.max(), values.min(), key=abs))
        require_in_range(name, worst, (-limit, limit))


def _require_shape(name: str, array: np.ndarray[Any, Any], expected: tuple[int, ...]) -> None:
    if array.shape != expected:
        raise EditError("shape", {"name": name, "found": array.shape, "expected": expected})


class _ByValue:
    """Equality by value for frozen dataclasses that hold arrays; shared parts cost nothing."""

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        return all(
            _same(getattr(self, field.name), getattr(other, field.name))
            for field in fields(self)  # type: ignore[arg-type]
        )

    __hash__ = None  # type: ignore[assignment]


def _same(one: object, other: object) -> bool:
    if one is other:
        return True
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return np.array_equal(one, other)
    return bool(one == other)


@dataclass(frozen=True, eq=False)
class LinearModel(_ByValue):
    """Scores from features, ``s = W x + b``.

    Parameters
    ----------
    features : (N, D)
    weights : (C, D)
    biases : (C,)
    """

    features: FloatArray
    weights: FloatArray
    biases: FloatArray

    def __post_init__(self) -> None:
        for name in ("features", "weights", "biases"):
            array = frozen(getattr(self, name))
            if array.ndim != (1 if name == "biases" else 2):
                raise EditError("shape", {"name": name, "found": array.shape, "expected": "C, D"})
            _require_size(array, name, PARAMETER_LIMIT)
            object.__setattr__(self, name, array)
        classes, depth = self.weights.shape
        _require_shape("features", self.features, (len(self.features), depth))
        _require_shape("biases", self.biases, (classes,))


@dataclass(frozen=True, eq=False)
class ScoreTable(_ByValue):
    """A document of scores alone, (N, C): there are no weights to ask about."""

    scores: FloatArray

    def __post_init__(self) -> None:
        scores = frozen(self.scores)
        if scores.ndim != 2:
            raise EditError("shape", {"name": "scores", "found": scores.shape, "expected": "N, C"})
        _require_size(scores, "scores", SCORE_LIMIT)
        object.__setattr__(self, "scores", scores)


@dataclass(frozen=True)
class LossSettings:
    """Which loss is in force, and the switches of the hinge."""

    active: str = "softmax"
    margin: float = 1.0
    squared: bool = False
    include_correct_class: bool = False
    average_over_classes: bool = False

    def __post_init__(self) -> None:
        require_choice("active", self.active, LOSS_KEYS)
        require_in_range("margin", self.margin, MARGIN_LIMITS)


@dataclass(frozen=True)
class PenaltySettings:
    """Which penalty is in force, its strength lambda, the L1 share rho and the half convention."""

    kind: str = "l2"
    strength: float = 0.01
    l1_share: float = 0.5
    half: bool = False

    def __post_init__(self) -> None:
        require_choice("kind", self.kind, PENALTY_KEYS)
        require_in_range("strength", self.strength, STRENGTH_LIMITS)
        require_in_range("l1_share", self.l1_share, SHARE_LIMITS)


@dataclass(frozen=True)
class View:
    """What the person is looking at: an example, the score that is swept, and what is drawn."""

    example: int = 0
    score: int = 0
    compare_losses: bool = True
    gradient_arrows: bool = False


@dataclass(frozen=True, eq=False)
class State(_ByValue):
    """One complete document. Frozen, arrays read-only, compared by value.

    Parameters
    ----------
    title : Text
    classes : C names
    examples : N names
    labels : (N,)
        Index of each example's correct class.
    source : LinearModel or ScoreTable
    loss, penalty, view
        The switches.

    Raises
    ------
    EditError
        For shapes that do not fit together or numbers out of range.
    NonFiniteError
        For an infinite number or NaN in the source.
    """

    title: Text
    classes: tuple[Text, ...]
    examples: tuple[Text, ...]
    labels: IntArray
    source: LinearModel | ScoreTable
    loss: LossSettings = LossSettings()
    penalty: PenaltySettings = PenaltySettings()
    view: View = View()

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        set_field(self, "title", _names((self.title,))[0])
        set_field(self, "classes", _names(self.classes))
        set_field(self, "examples", _names(self.examples))
        set_field(self, "labels", frozen_labels(self.labels))
        self._check_counts()
        self._check_source()

    def _check_counts(self) -> None:
        classes, examples = self.class_count, self.example_count
        for count, low, high, name in (
            (classes, MIN_CLASSES, MAX_CLASSES, "classes"),
            (examples, MIN_EXAMPLES, MAX_EXAMPLES, "examples"),
        ):
            if count < low:
                raise EditError(f"too_few_{name}", {"minimum": low})
            if count > high:
                raise EditError(f"too_many_{name}", {"maximum": high})
        _require_shape("labels", self.labels, (examples,))
        low, high = int(self.labels.min()), int(self.labels.max())
        for index in (low, high, self.view.score):
            require_index("class", index, classes)
        require_index("example", self.view.example, examples)

    def _check_source(self) -> None:
        shape = (self.example_count, self.class_count)
        if isinstance(self.source, ScoreTable):
            _require_shape("scores", self.source.scores, shape)
            if self.loss.squared:
                _require_size(self.source.scores, "scores", SQUARED_SCORE_LIMIT)
        else:
            _require_shape("features", self.source.features, (shape[0], self.feature_count))
            _require_shape("weights", self.source.weights, (shape[1], self.feature_count))

    @property
    def class_count(self) -> int:
        """C."""
        return len(self.classes)

    @property
    def example_count(self) -> int:
        """N."""
        return len(self.examples)

    @property
    def feature_count(self) -> int:
        """D, or 0 for scores alone."""
        return self.source.weights.shape[1] if isinstance(self.source, LinearModel) else 0

    @property
    def has_weights(self) -> bool:
        """Whether the scores come from weights, so that there is something to penalize."""
        return isinstance(self.source, LinearModel)


def require_index(kind: str, index: int, count: int) -> None:
    """Refuse an index outside 0..count-1 with `EditError` ``no_such_class`` or ``no_such_example``.

    Parameters
    ----------
    kind : {"class", "example"}
    """
    if not 0 <= index < count:
        raise EditError(f"no_such_{kind}", {"index": index, "count": count})


class _Names(tuple[Text, ...]):
    """Names already checked and read-only: the next state takes them over at no cost."""

    __slots__ = ()


def _names(names: Sequence[Text]) -> _Names:
    if isinstance(names, _Names):
        return names
    if any(map(is_blank, names)):
        raise EditError("empty_name")
    return _Names(map(frozen_text, names))
