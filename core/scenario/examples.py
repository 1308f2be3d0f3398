"""The examples out of a scenario file, one by one or as labels and an array."""

from dataclasses import dataclass

import msgspec
import numpy as np
from msgspec import UNSET, UnsetType
from msgspec.json import Decoder

from core.arrays import FloatArray, IntArray, Mask, sealed
from core.errors import ScenarioError
from core.scenario.document import shown_list, shown_longer
from core.scenario.fields import ExampleFields, Known, LargeExampleFields, Outline, accepted_at
from core.scenario.outline import missing, required
from core.scenario.pieces import NUMBERS, OBJECTS, Piece, decoded, whole
from core.scenario.rows import Rows, unpacked
from core.scenario.words import is_plain, languages, read_names, require_fit
from core.state import MAX_EXAMPLES, MIN_EXAMPLES, PARAMETER_LIMIT, SCORE_LIMIT, SQUARED_SCORE_LIMIT
from core.text import Text, counted_names

_INTEGERS = Decoder(list[int])
_Fields = ExampleFields | LargeExampleFields
_EXAMPLES: Decoder[list[_Fields]] = Decoder(list[ExampleFields])
_LARGE: Decoder[list[_Fields]] = Decoder(list[LargeExampleFields])


@dataclass(frozen=True)
class Examples:
    """What a file tells of its examples; `rows` are scores or features."""

    names: tuple[Text, ...]
    labels: IntArray
    rows: Rows | FloatArray

    def values(self) -> FloatArray:
        """The scores or features (N, C or D), once they are known to be of one length."""
        return self.rows.matrix() if isinstance(self.rows, Rows) else self.rows


def read_examples(outline: Outline, known: Known) -> Examples:
    """The examples of a file.

    Raises
    ------
    ScenarioError
        At the first that is wrong, or where their number is.
    """
    packed = [name for name in ("labels", "names", "scores", "features") if _has(outline, name)]
    if isinstance(outline.examples, UnsetType):
        if not packed:
            raise missing("examples", known)
        return _packed(outline, known)
    if packed:
        part = getattr(outline, packed[0])
        whole(part, f"$.{packed[0]}", known).refuse(0, accepted=("not_with_examples", {}))
    return _listed(outline.examples, known)


def _has(outline: Outline, name: str) -> bool:
    return getattr(outline, name) is not UNSET


def _score_limit(known: Known) -> float:
    return SQUARED_SCORE_LIMIT if known.squared else SCORE_LIMIT


def _listed(part: msgspec.Raw, known: Known) -> Examples:
    kind = "scores" if known.scores_alone else "features"
    limit = _score_limit(known) if known.scores_alone else PARAMETER_LIMIT
    rows = Rows("$.examples", limit, known.classes if known.scores_alone else None)
    names: list[Text] = []
    labels: list[IntArray] = []
    for piece, examples in decoded(part, _EXAMPLES, "$.examples[{}]", known, OBJECTS, _LARGE):
        if known.examples + len(examples) > MAX_EXAMPLES and not piece.last:
            found = shown_longer(MAX_EXAMPLES)
            raise ScenarioError("$.examples", found, *accepted_at("$.examples", known))
        if known.examples + len(examples) <= MAX_EXAMPLES:
            others = [one for one in enumerate(examples) if not _is_plain(one[1], known)]
            for i, one in others:
                _check(piece, i, one, known)
            rows.add(piece, [getattr(one, kind) for one in examples], f".{kind}", known)
            names += [one.name for one in examples]
            labels.append(np.array([one.label for one in examples], dtype=np.intp))
            piece.require_once(3 * len(examples) + sum(languages(one.name) for _, one in others))
        known.examples += len(examples)
    _require_count("$.examples", known.examples, MIN_EXAMPLES, MAX_EXAMPLES, known)
    return Examples(tuple(names), sealed(np.concatenate(labels)), rows)


def _is_plain(one: _Fields, known: Known) -> bool:
    """Whether an example is as nearly all are: right, and called the same in all languages."""
    right, wrong = one.features, one.scores
    if known.scores_alone:
        right, wrong = wrong, right
    return (
        right is not UNSET
        and wrong is UNSET
        and 0 <= one.label < known.classes
        and is_plain(one.name)
    )


def _check(piece: Piece, index: int, one: _Fields, known: Known) -> None:
    """Complain about an example that has not all it should have, or something else."""
    require_fit(piece, index, ".name", one.name)
    if not 0 <= one.label < known.classes:
        piece.refuse(index, ".label")
    if known.scores_alone:
        if one.scores is UNSET:
            if piece.first + index == 0 and one.features is not UNSET:
                raise missing("weights", known)
            piece.refuse(index, ".scores", ("features_or_scores", {}))
        if one.features is not UNSET:
            piece.refuse(index, ".features", ("not_with_scores", {}))
        return
    if one.scores is not UNSET:
        piece.refuse(index, ".scores", ("not_with_weights", {}))
    if one.features is UNSET:
        piece.refuse(index, ".features")


def _packed(outline: Outline, known: Known) -> Examples:
    kind, other = ("scores", "features") if known.scores_alone else ("features", "scores")
    if known.scores_alone and _has(outline, "features") and not _has(outline, "scores"):
        raise missing("weights", known)
    if _has(outline, other):
        accepted = "not_with_scores" if known.scores_alone else "not_with_weights"
        whole(getattr(outline, other), f"$.{other}", known).refuse(0, accepted=(accepted, {}))
    part, labels = required(outline, kind, known), required(outline, "labels", known)
    if known.scores_alone:
        values = unpacked(part, kind, _score_limit(known), known.classes, known)
    else:
        values = unpacked(part, kind, PARAMETER_LIMIT, None, known)
        known.features = known.features or values.shape[1]
    known.examples = len(values)
    names = (
        counted_names(known.examples)
        if isinstance(outline.names, UnsetType)
        else read_names(outline.names, "$.names", known, known.examples, known.examples)
    )
    return Examples(names, _labels(labels, known), values)


def _labels(part: msgspec.Raw, known: Known) -> IntArray:
    blocks: list[IntArray] = []
    count = 0
    for piece, labels in decoded(part, _INTEGERS, "$.labels[{}]", known, NUMBERS):
        for i, label in enumerate(labels):
            if not 0 <= label < known.classes:
                piece.refuse(i)
        count += len(labels)
        if count <= known.examples:
            blocks.append(np.array(labels, dtype=np.intp))
    _require_count("$.labels", count, known.examples, known.examples, known)
    return sealed(np.concatenate(blocks))


def held_out(outline: Outline, known: Known) -> Mask:
    """Which examples a file holds out, (N,), from their indices.

    Raises
    ------
    ScenarioError
        For an index of no example, one that stands twice, or all of them.
    """
    found = np.zeros(known.examples, dtype=bool)
    part = outline.held_out
    if isinstance(part, UnsetType):
        return sealed(found)
    count = 0
    for piece, indices in decoded(part, _INTEGERS, "$.held_out[{}]", known, NUMBERS):
        for i, index in enumerate(indices):
            if not 0 <= index < known.examples:
                piece.refuse(i)
            if found[index]:
                piece.refuse(i, accepted=accepted_at("$.held_out", known))
            found[index] = True
        count += len(indices)
    _require_count("$.held_out", count, 0, known.examples - 1, known)
    return sealed(found)


def _require_count(path: str, count: int, low: int, high: int, known: Known) -> None:
    if not low <= count <= high:
        raise ScenarioError(path, shown_list(count), *accepted_at(path, known))
