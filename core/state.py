"""What the person set: classes, examples, where the scores come from, and every switch."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from core.arrays import FloatArray, IntArray, Mask, frozen, frozen_labels, frozen_mask, sealed
from core.checks import (
    ByValue,
    require_choice,
    require_index,
    require_shape,
    require_size,
)
from core.comparison import Comparison
from core.errors import EditError
from core.losses import FAILED, LOSSES
from core.names import frozen_names
from core.penalties import PENALTIES
from core.settings import DescentSettings, LossSettings, PenaltySettings
from core.text import Text, numbered_names
from core.view import LANDSCAPE_KEYS, Pair, Plane, View, Weight, fitting_pair, fitting_plane

__all__ = [
    "LANDSCAPE_KEYS",
    "LOSS_KEYS",
    "MAX_CLASSES",
    "MAX_EXAMPLES",
    "MIN_CLASSES",
    "MIN_EXAMPLES",
    "PARAMETER_LIMIT",
    "PENALTY_KEYS",
    "SCORE_LIMIT",
    "SQUARED_SCORE_LIMIT",
    "Comparison",
    "LinearModel",
    "Pair",
    "Plane",
    "ScoreTable",
    "State",
    "View",
    "Weight",
]

MIN_CLASSES, MAX_CLASSES = 2, 1000
MIN_EXAMPLES, MAX_EXAMPLES = 1, 1_000_000
PARAMETER_LIMIT = 1e60  # a product of weight and feature, squared, still fits a float64
SCORE_LIMIT = 1e300
SQUARED_SCORE_LIMIT = 1e150
LOSS_KEYS = tuple(LOSSES)
PENALTY_KEYS = tuple(PENALTIES)


@dataclass(frozen=True, eq=False)
class LinearModel(ByValue):
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
            require_size(array, name, PARAMETER_LIMIT)
            object.__setattr__(self, name, array)
        classes, depth = self.weights.shape
        require_shape("features", self.features, (len(self.features), depth))
        require_shape("biases", self.biases, (classes,))


@dataclass(frozen=True, eq=False)
class ScoreTable(ByValue):
    """A document of scores alone, (N, C): there are no weights to ask about."""

    scores: FloatArray

    def __post_init__(self) -> None:
        scores = frozen(self.scores)
        if scores.ndim != 2:
            raise EditError("shape", {"name": "scores", "found": scores.shape, "expected": "N, C"})
        require_size(scores, "scores", SCORE_LIMIT)
        object.__setattr__(self, "scores", scores)


@dataclass(frozen=True, eq=False)
class State(ByValue):
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
        The switches. A view's pair of weights that W does not have, or its plane of features, is
        moved to the nearest there is.
    feature_names : D names
        Empty: x₁, x₂ and so on. Scores alone have none.
    comparison : Comparison
    held_out : (N,) of bool
        Examples that W is not fitted to: L and its gradients are of the others, the training
        examples, of which there is one at least. Left out: none.
    descent : DescentSettings
    identities : (N,)
        A number for each example that stays its own whatever it is called and wherever it stands,
        so that it is found again in another state of the document. No part of the value: a file
        does not hold them. Left out: 0 to N - 1.
    next_identity : int
        The number of the next example that is new.

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
    loss: LossSettings = field(default_factory=LossSettings)
    penalty: PenaltySettings = field(default_factory=PenaltySettings)
    view: View = field(default_factory=View)
    feature_names: tuple[Text, ...] = ()
    comparison: Comparison = field(default_factory=Comparison)
    held_out: Mask = field(default_factory=lambda: np.zeros(0, dtype=bool))
    descent: DescentSettings = field(default_factory=DescentSettings)
    identities: IntArray = field(default_factory=lambda: np.arange(0), compare=False)
    next_identity: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        set_field(self, "title", frozen_names((self.title,))[0])
        set_field(self, "classes", frozen_names(self.classes))
        set_field(self, "examples", frozen_names(self.examples))
        set_field(self, "labels", frozen_labels(self.labels))
        held_out = self.held_out if len(self.held_out) else np.zeros(self.example_count, bool)
        set_field(self, "held_out", frozen_mask(held_out))
        if len(self.identities) != self.example_count:
            set_field(self, "identities", sealed(np.arange(self.example_count)))
            set_field(self, "next_identity", self.example_count)
        self._leave_out_failed()
        require_choice("active", self.loss.active, LOSS_KEYS)
        require_choice("kind", self.penalty.kind, PENALTY_KEYS)
        require_choice("compare_with", self.view.compare_with or LOSS_KEYS[0], LOSS_KEYS)
        self._check_counts()
        self._check_source()
        self._fit_features()

    def _leave_out_failed(self) -> None:
        """Put the first loss there is in place of one that could not be loaded."""
        if self.loss.active in FAILED:
            object.__setattr__(self, "loss", replace(self.loss, active=LOSS_KEYS[0]))
        if self.view.compare_with in FAILED:
            object.__setattr__(self, "view", replace(self.view, compare_with=None))

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
        require_shape("labels", self.labels, (examples,))
        require_shape("held_out", self.held_out, (examples,))
        if self.held_out.all():
            raise EditError("all_held_out")
        low, high = int(self.labels.min()), int(self.labels.max())
        for index in (low, high, self.view.score):
            require_index("class", index, classes)
        require_index("example", self.view.example, examples)

    def _check_source(self) -> None:
        shape = (self.example_count, self.class_count)
        if isinstance(self.source, ScoreTable):
            require_shape("scores", self.source.scores, shape)
            if self.loss.squared:
                require_size(self.source.scores, "scores", SQUARED_SCORE_LIMIT)
        else:
            require_shape("features", self.source.features, (shape[0], self.feature_count))
            require_shape("weights", self.source.weights, (shape[1], self.feature_count))

    def _fit_features(self) -> None:
        depth = self.feature_count
        names = (self.feature_names or numbered_names(depth)) if self.has_weights else ()
        if len(names) != depth:
            raise EditError(
                "shape", {"name": "feature_names", "found": (len(names),), "expected": (depth,)}
            )
        object.__setattr__(self, "feature_names", frozen_names(names))
        pair = fitting_pair(self.view.pair, *self.weight_counts)
        plane = fitting_plane(self.view.plane, self.weight_counts[1])
        if (pair, plane) != (self.view.pair, self.view.plane):
            object.__setattr__(self, "view", replace(self.view, pair=pair, plane=plane))

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
    def weight_counts(self) -> tuple[int, int]:
        """C and D; for scores alone C and N, the shape of the W that would hold them."""
        return self.class_count, self.feature_count or self.example_count

    @cached_property
    def training(self) -> slice | IntArray:
        """Which examples are not held out: a slice of all, or their indices."""
        if not self.held_out.any():
            return slice(self.example_count)
        return sealed(np.flatnonzero(~self.held_out))

    @property
    def has_held_out(self) -> bool:
        """Whether any example is held out."""
        return not isinstance(self.training, slice)

    @property
    def training_count(self) -> int:
        """How many examples are not held out."""
        return self.example_count if isinstance(self.training, slice) else len(self.training)

    @property
    def compared(self) -> str:
        """The loss beside the one in force: the one chosen for it, or else the first other."""
        active, chosen = self.loss.active, self.view.compare_with
        if chosen is not None and chosen != active:
            return chosen
        return next(key for key in LOSS_KEYS if key != active)

    @property
    def side_by_side(self) -> tuple[str, str]:
        """The loss in force and the one beside it, in the order in which losses are listed."""
        first, second = sorted((self.loss.active, self.compared), key=LOSS_KEYS.index)
        return first, second

    @property
    def size(self) -> int:
        """How many numbers the scores and features are."""
        return self.example_count * (self.class_count + self.feature_count)

    @property
    def has_weights(self) -> bool:
        """Whether the scores come from weights, so that there is something to penalize."""
        return isinstance(self.source, LinearModel)
