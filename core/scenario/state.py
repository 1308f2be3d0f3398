"""From the parts of a scenario file to a state, with exact complaints."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

import msgspec
import numpy as np
from msgspec import UNSET, UnsetType
from msgspec.json import Decoder

from core.arrays import FloatArray, IntArray
from core.checks import require_choice
from core.comparison import COMPARISON_LIMIT, MAX_LENGTH, Comparison
from core.errors import EditError, ScenarioError
from core.losses import CLASSES
from core.scenario.document import member, shown_list
from core.scenario.examples import Examples, held_out, read_examples
from core.scenario.fields import (
    FIELDS,
    ComparisonFields,
    DescentFields,
    Known,
    LossFields,
    Outline,
    PenaltyFields,
    ViewFields,
    accepted_at,
    given,
)
from core.scenario.outline import required
from core.scenario.pieces import NUMBERS, ROWS, Piece, decoded, small, whole
from core.scenario.rows import FLOATS, Row, Rows, usual
from core.scenario.words import read_names, read_words
from core.settings import DescentSettings, LossSettings, PenaltySettings
from core.state import (
    LANDSCAPE_KEYS,
    MAX_CLASSES,
    MIN_CLASSES,
    PARAMETER_LIMIT,
    PENALTY_KEYS,
    LinearModel,
    ScoreTable,
    State,
    View,
)
from core.text import Text
from core.view import CARDS, PAGE_KEYS, THROUGH_KEYS, Pair, Plane

_S = TypeVar("_S", LossSettings, PenaltySettings, DescentSettings)
_F = TypeVar("_F", LossFields, PenaltyFields, DescentFields)

_ROWS: Decoder[list[Row]] = Decoder(list[list[float]])
_LARGE_ROWS: Decoder[list[Row]] = Decoder(list[msgspec.Raw])
_LOSS, _PENALTY = Decoder(list[LossFields]), Decoder(list[PenaltyFields])
_DESCENT = Decoder(list[DescentFields])
_LOSSES = tuple(CLASSES)  # a file is no worse where one of them cannot be loaded
_VIEW, _COMPARISON = Decoder(list[ViewFields]), Decoder(list[ComparisonFields])


def state_from(outline: Outline, known: Known) -> State:
    """The state that a file holds.

    Raises
    ------
    ScenarioError
        With the path of the first bad field, what was found there and what is accepted.
    """
    title = read_words(required(outline, "title", known), "$.title", known)
    listed = required(outline, "classes", known)
    classes = read_names(listed, "$.classes", known, MIN_CLASSES, MAX_CLASSES)
    known.classes = len(classes)
    loss = _settings(LossSettings, _LOSS, outline.loss, "$.loss", known, ("active", _LOSSES))
    penalty = _settings(
        PenaltySettings, _PENALTY, outline.penalty, "$.penalty", known, ("kind", PENALTY_KEYS)
    )
    known.squared = loss.squared
    known.scores_alone = outline.weights is UNSET
    weights = _weights(outline, known)
    examples = read_examples(outline, known)
    source = _source(outline, weights, examples, known)
    return State(
        title,
        classes,
        examples.names,
        examples.labels,
        source,
        loss,
        penalty,
        _view(outline.view, examples.labels, known),
        _feature_names(outline, known),
        _comparison(outline.comparison, known),
        held_out(outline, known),
        _settings(DescentSettings, _DESCENT, outline.descent, "$.descent", known),
    )


def _settings(
    kind: type[_S],
    decoder: Decoder[list[_F]],
    part: msgspec.Raw | UnsetType,
    path: str,
    known: Known,
    choice: tuple[str, tuple[str, ...]] = ("", ("",)),
) -> _S:
    if isinstance(part, UnsetType):
        return kind()
    piece = small(part, path, known)
    values = given(piece.decode(decoder)[0])
    piece.require_once(len(values))
    _name_divisor(values, piece)
    name, keys = choice
    try:
        require_choice(name, values.get(name, keys[0]), keys)
        return kind(**values)
    except EditError as error:
        piece.refuse(0, f".{error.params['name']}")


def _name_divisor(values: dict[str, Any], piece: Piece) -> None:
    """Put `class_divisor` in place of the mean over as many classes as there were terms."""
    if "average_over_classes" not in values:
        return
    if "class_divisor" in values:
        piece.refuse(0, ".average_over_classes", ("not_with_divisor", {}))
    if values.pop("average_over_classes"):
        values["class_divisor"] = "all" if values.get("include_correct_class") else "wrong"


# Where the scores come from


def _weights(outline: Outline, known: Known) -> Rows | None:
    if isinstance(outline.weights, UnsetType):
        return None
    rows = Rows("$.weights", PARAMETER_LIMIT)
    for piece, values in decoded(outline.weights, _ROWS, "$.weights[{}]", known, ROWS, _LARGE_ROWS):
        rows.add(piece, values, "", known)
    if rows.lengths.total() != known.classes:
        found = shown_list(rows.lengths.total())
        raise ScenarioError("$.weights", found, *accepted_at("$.weights", known))
    known.features = usual(rows.lengths)
    return rows


def _source(
    outline: Outline, weights: Rows | None, examples: Examples, known: Known
) -> LinearModel | ScoreTable:
    biases = _biases(outline.biases, known)
    if weights is None:
        return ScoreTable(examples.values())
    if isinstance(examples.rows, Rows):
        # Most rows are right, so that what is told is the one that is not.
        lengths = weights.lengths + examples.rows.lengths
        known.features = usual(lengths)
        _require_no_bias_column(weights, set(examples.rows.lengths))
        examples.rows.refuse(known.features, known)
    else:
        _require_no_bias_column(weights, {known.features})
    if known.features == 0:
        raise ScenarioError("$.weights[0]", "[]", "numbers")
    weights.refuse(known.features, known)
    return LinearModel(examples.values(), weights.matrix(), biases)


def _require_no_bias_column(weights: Rows, features: set[int]) -> None:
    columns = set(weights.lengths)
    if len(features) == 1 and columns == {max(features) + 1} and max(features) > 0:
        counts = {"columns": max(columns), "features": max(features)}
        raise ScenarioError("$.weights", "bias_column", "bias_column", counts)


def _biases(part: msgspec.Raw | UnsetType, known: Known) -> FloatArray:
    if isinstance(part, UnsetType):
        return np.zeros(known.classes)
    if known.scores_alone:
        whole(part, "$.biases", known).refuse(0, accepted=("not_with_scores", {}))
    blocks: list[list[float]] = []
    count = 0
    for piece, values in decoded(part, FLOATS, "$.biases[{}]", known, NUMBERS):
        count += len(values)
        if count <= known.classes:
            _require_within(piece, values, PARAMETER_LIMIT)
            blocks.append(values)
    if count != known.classes:
        raise ScenarioError("$.biases", shown_list(count), *accepted_at("$.biases", known))
    return np.concatenate([np.array(block, dtype=np.float64) for block in blocks])


def _require_within(piece: Piece, values: list[float], limit: float) -> None:
    for i, value in enumerate(values):
        if not abs(value) <= limit:
            piece.refuse(i)


def _feature_names(outline: Outline, known: Known) -> tuple[Text, ...]:
    part = outline.feature_names
    if isinstance(part, UnsetType):
        return ()
    if known.scores_alone:
        whole(part, "$.feature_names", known).refuse(0, accepted=("not_with_scores", {}))
    return read_names(part, "$.feature_names", known, known.features, known.features)


# What is looked at


def _view(part: msgspec.Raw | UnsetType, labels: IntArray, known: Known) -> View:
    if isinstance(part, UnsetType):
        return View().of_example(0, int(labels[0]))
    piece = small(part, "$.view", known)
    fields = given(piece.decode(_VIEW)[0])
    piece.require_once(len(fields) + len(fields.get("cards", {})))
    for name, choices in (
        ("compare_with", _LOSSES),
        ("landscape", LANDSCAPE_KEYS),
        ("through", THROUGH_KEYS),
        ("page", PAGE_KEYS),
    ):
        if fields.get(name, choices[0]) not in choices:
            piece.refuse(0, f".{name}")
    _require_cards(fields.get("cards", {}), piece)
    pair, plane = fields.pop("pair", None), fields.pop("plane", None)
    view = View(**fields)
    if not 0 <= view.example < known.examples:
        piece.refuse(0, ".example")
    if "score" not in fields:
        view = view.of_example(view.example, int(labels[view.example]))
    if not 0 <= view.score < known.classes:
        piece.refuse(0, ".score")
    # What scores alone would have as features, if given any.
    counts = known.classes, known.features or known.examples
    if plane is not None:
        view = replace(view, plane=_plane(plane, counts[1], piece))
    return view if pair is None else replace(view, pair=_pair(pair, counts, piece))


def _require_cards(cards: Mapping[str, str], piece: Piece) -> None:
    pages = FIELDS["$.view.cards"]
    for page, card in cards.items():
        if page not in pages:
            piece.refuse(0, member(".cards", page), ("known_field", {"fields": ", ".join(pages)}))
        if card not in CARDS[page]:
            piece.refuse(0, f".cards.{page}")


def _pair(weights: list[list[int]], counts: tuple[int, int], piece: Piece) -> Pair:
    if len(weights) != 2:
        piece.refuse(0, ".pair")
    for i, weight in enumerate(weights):
        if len(weight) != 2:
            piece.refuse(0, f".pair[{i}]")
        for k, (index, count) in enumerate(zip(weight, counts, strict=True)):
            if not 0 <= index < count:
                piece.refuse(0, f".pair[{i}][{k}]")
    (c1, d1), (c2, d2) = weights
    if (c1, d1) == (c2, d2):
        piece.refuse(0, ".pair")
    return (c1, d1), (c2, d2)


def _plane(features: list[int], count: int, piece: Piece) -> Plane:
    if len(features) != 2:
        piece.refuse(0, ".plane")
    for i, feature in enumerate(features):
        if not 0 <= feature < count:
            piece.refuse(0, f".plane[{i}]")
    first, second = features
    if first == second and count > 1:
        piece.refuse(0, ".plane")
    return first, second


def _comparison(part: msgspec.Raw | UnsetType, known: Known) -> Comparison:
    if isinstance(part, UnsetType):
        return Comparison()
    piece = small(part, "$.comparison", known)
    fields = piece.decode(_COMPARISON)[0]
    rows = msgspec.structs.asdict(fields)
    piece.require_once(len(rows))
    known.compared = len(fields.x)
    if not 1 <= known.compared <= MAX_LENGTH:
        piece.refuse(0, ".x")
    for name, row in rows.items():
        if len(row) != known.compared:
            piece.refuse(0, f".{name}")
        for i, value in enumerate(row):
            if not abs(value) <= COMPARISON_LIMIT:
                piece.refuse(0, f".{name}[{i}]")
    return Comparison(**{name: np.array(row) for name, row in rows.items()})
