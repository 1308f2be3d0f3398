"""From the fields of a scenario file to a state, with exact complaints."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

import msgspec
import numpy as np
from msgspec import UnsetType

from core.arrays import FloatArray
from core.comparison import COMPARISON_LIMIT, MAX_LENGTH, Comparison
from core.errors import EditError
from core.scenario_document import member
from core.scenario_fields import (
    FORMAT,
    VERSION,
    ComparisonFields,
    Complaints,
    ScenarioFile,
    Words,
    given,
    usual_length,
)
from core.state import (
    LANDSCAPE_KEYS,
    MAX_CLASSES,
    MAX_EXAMPLES,
    MIN_CLASSES,
    MIN_EXAMPLES,
    PARAMETER_LIMIT,
    SCORE_LIMIT,
    SQUARED_SCORE_LIMIT,
    LinearModel,
    LossSettings,
    PenaltySettings,
    ScoreTable,
    State,
    View,
)
from core.text import Text, is_blank, is_too_long
from core.view import Pair

_S = TypeVar("_S", LossSettings, PenaltySettings)


def state_from(file: ScenarioFile, complaints: Complaints) -> State:
    """The state that a file holds.

    Raises
    ------
    ScenarioError
        With the path of the first bad field, what was found there and what is accepted.
    """
    _check_names(file, complaints)
    for i, example in enumerate(file.examples):
        if not 0 <= example.label < len(file.classes):
            complaints.refuse(f"$.examples[{i}].label")
    loss = _settings(LossSettings, file.loss, "$.loss", complaints)
    penalty = _settings(PenaltySettings, file.penalty, "$.penalty", complaints)
    source = _source(file, loss, complaints)
    return State(
        file.title,
        tuple(file.classes),
        tuple(example.name for example in file.examples),
        np.array([example.label for example in file.examples]),
        source,
        loss,
        penalty,
        _view(file, source, complaints),
        _feature_names(file, source, complaints),
        _comparison(file.comparison, complaints),
    )


def _check_names(file: ScenarioFile, complaints: Complaints) -> None:
    if file.format != FORMAT:
        complaints.refuse("$.format")
    if file.version != VERSION:
        complaints.refuse("$.version")
    if not MIN_CLASSES <= len(file.classes) <= MAX_CLASSES:
        complaints.refuse("$.classes")
    if not MIN_EXAMPLES <= len(file.examples) <= MAX_EXAMPLES:
        complaints.refuse("$.examples")
    named = chain(
        [("$.title", file.title)],
        ((f"$.classes[{i}]", name) for i, name in enumerate(file.classes)),
        ((f"$.examples[{i}].name", example.name) for i, example in enumerate(file.examples)),
    )
    for path, text in named:
        _require_words(path, text, complaints)


def _require_words(path: str, text: Words, complaints: Complaints) -> None:
    if _unfit(text):
        unfit = [] if isinstance(text, str) else [k for k in text if _unfit(text[k])]
        complaints.refuse(member(path, unfit[0]) if unfit else path)


def _unfit(text: Words) -> bool:
    return is_blank(text) or is_too_long(text)


def _settings(
    kind: type[_S], values: msgspec.Struct | UnsetType, path: str, complaints: Complaints
) -> _S:
    try:
        return kind(**given(values))
    except EditError as error:
        complaints.refuse(f"{path}.{error.params['name']}")


def _view(file: ScenarioFile, source: LinearModel | ScoreTable, complaints: Complaints) -> View:
    fields, classes = given(file.view), len(file.classes)
    weights = fields.pop("pair", None)
    if fields.get("landscape", View.landscape) not in LANDSCAPE_KEYS:
        complaints.refuse("$.view.landscape")
    view = View(**fields)
    if not 0 <= view.example < len(file.examples):
        complaints.refuse("$.view.example")
    if "score" not in fields:
        view = view.of_example(view.example, file.examples[view.example].label)
    if not 0 <= view.score < classes:
        complaints.refuse("$.view.score")
    if weights is not None:
        depth = len(file.examples)  # what scores alone would have as features, if given any
        if isinstance(source, LinearModel):
            depth = source.weights.shape[1]
        view = replace(view, pair=_pair(weights, (classes, depth), complaints))
    return view


def _pair(weights: list[list[int]], counts: tuple[int, int], complaints: Complaints) -> Pair:
    path = "$.view.pair"
    if len(weights) != 2:
        complaints.refuse(path)
    for i, weight in enumerate(weights):
        if len(weight) != 2:
            complaints.refuse(f"{path}[{i}]")
        for k, (index, count) in enumerate(zip(weight, counts, strict=True)):
            if not 0 <= index < count:
                complaints.refuse(f"{path}[{i}][{k}]")
    (c1, d1), (c2, d2) = weights
    if (c1, d1) == (c2, d2):
        complaints.refuse(path)
    return (c1, d1), (c2, d2)


def _feature_names(
    file: ScenarioFile, source: LinearModel | ScoreTable, complaints: Complaints
) -> tuple[Text, ...]:
    names = file.feature_names
    if isinstance(names, UnsetType):
        return ()
    if not isinstance(source, LinearModel):
        complaints.refuse("$.feature_names", ("not_with_scores", {}))
    if len(names) != source.weights.shape[1]:
        complaints.refuse("$.feature_names")
    for i, name in enumerate(names):
        _require_words(f"$.feature_names[{i}]", name, complaints)
    return tuple(names)


def _comparison(fields: ComparisonFields | UnsetType, complaints: Complaints) -> Comparison:
    if isinstance(fields, UnsetType):
        return Comparison()
    if not 1 <= len(fields.x) <= MAX_LENGTH:
        complaints.refuse("$.comparison.x")
    rows = {
        name: _matrix([row], len(fields.x), COMPARISON_LIMIT, f"$.comparison.{name}", complaints)[0]
        for name, row in msgspec.structs.asdict(fields).items()
    }
    return Comparison(**rows)


def _source(
    file: ScenarioFile, loss: LossSettings, complaints: Complaints
) -> LinearModel | ScoreTable:
    if isinstance(file.weights, UnsetType):
        if not isinstance(file.examples[0].features, UnsetType):
            complaints.refuse("$.weights")
        if not isinstance(file.biases, UnsetType):
            complaints.refuse("$.biases", ("not_with_scores", {}))
        return _score_table(file, loss, complaints)
    return _linear_model(file, file.weights, complaints)


def _score_table(file: ScenarioFile, loss: LossSettings, complaints: Complaints) -> ScoreTable:
    rows: list[list[float]] = []
    for i, example in enumerate(file.examples):
        path = f"$.examples[{i}]"
        if isinstance(example.scores, UnsetType):
            complaints.refuse(f"{path}.scores", ("features_or_scores", {}))
        if not isinstance(example.features, UnsetType):
            complaints.refuse(f"{path}.features", ("not_with_scores", {}))
        rows.append(example.scores)
    limit = SQUARED_SCORE_LIMIT if loss.squared else SCORE_LIMIT
    classes = len(file.classes)
    return ScoreTable(_matrix(rows, classes, limit, "$.examples[{}].scores", complaints))


def _linear_model(
    file: ScenarioFile, weights: list[list[float]], complaints: Complaints
) -> LinearModel:
    classes = len(file.classes)
    if len(weights) != classes:
        complaints.refuse("$.weights")
    rows: list[list[float]] = []
    for i, example in enumerate(file.examples):
        path = f"$.examples[{i}]"
        if not isinstance(example.scores, UnsetType):
            complaints.refuse(f"{path}.scores", ("not_with_weights", {}))
        if isinstance(example.features, UnsetType):
            complaints.refuse(f"{path}.features")
        rows.append(example.features)
    # Most rows are right, so that what is told is the one that is not.
    depth = usual_length(chain(weights, rows))
    if depth == 0:
        complaints.refuse("$.weights[0]")
    biases = [0.0] * classes if isinstance(file.biases, UnsetType) else file.biases
    limit = PARAMETER_LIMIT
    return LinearModel(
        _matrix(rows, depth, limit, "$.examples[{}].features", complaints),
        _matrix(weights, depth, limit, "$.weights[{}]", complaints),
        _matrix([biases], classes, limit, "$.biases", complaints)[0],
    )


def _matrix(
    rows: Sequence[Sequence[float]], width: int, limit: float, path: str, complaints: Complaints
) -> FloatArray:
    """Rows as an array; `path` is that of a row, with ``{}`` for its index."""
    for i, row in enumerate(rows):
        if len(row) != width:
            complaints.refuse(path.format(i))
    matrix = np.array(rows, dtype=np.float64)
    outside = np.argwhere(~(np.abs(matrix) <= limit))
    if len(outside):
        row, column = outside[0]
        complaints.refuse(f"{path.format(row)}[{column}]")
    return matrix
