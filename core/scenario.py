"""Scenario files, version 1: reading with exact complaints, writing, and the built-in ones.

The format is JSON. `load_bytes` answers a bad file with `ScenarioError`, which says where, what was
found and what is accepted. `dump_bytes` writes a file that reads back as an equal state.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from msgspec import UnsetType

from core.arrays import FloatArray
from core.comparison import COMPARISON_LIMIT, MAX_LENGTH, Comparison
from core.errors import EditError, ScenarioError
from core.scenario_fields import (
    FORMAT,
    VERSION,
    ComparisonFields,
    Complaints,
    ScenarioFile,
    Words,
    member,
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
from core.text import Text, is_blank, numbered_names
from core.view import Pair, fitting_pair

DEFAULT_KEY = "cat-car-frog"
MAX_MIB = 64
MAX_BYTES = MAX_MIB << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_S = TypeVar("_S", LossSettings, PenaltySettings)


# Reading


def load_path(path: str | os.PathLike[str]) -> State:
    """Read a scenario file.

    Raises
    ------
    ScenarioError
        If the file cannot be read, is larger than 64 MiB, or holds no usable scenario.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise ScenarioError("$", found, "readable_file") from error
    return load_bytes(data)


def load_bytes(data: bytes) -> State:
    """Read a scenario from the bytes of a file.

    Raises
    ------
    ScenarioError
        With the path of the first bad field, what was found there and what is accepted.
    """
    if len(data) > MAX_BYTES:
        raise ScenarioError("$", f"> {MAX_MIB} MiB", "size", {"maximum_mib": MAX_MIB})
    data = data.removeprefix(BYTE_ORDER_MARK)
    complaints = Complaints(data)
    try:
        file = msgspec.json.decode(data, type=ScenarioFile)
    except msgspec.ValidationError as error:
        complaints.about_type(str(error))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ScenarioError("$", str(error), "json") from error
    return _state(file, complaints)


def _state(file: ScenarioFile, complaints: Complaints) -> State:
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
    if is_blank(text):
        blank = [] if isinstance(text, str) else [k for k in text if is_blank(text[k])]
        complaints.refuse(member(path, blank[0]) if blank else path)


def _settings(kind: type[_S], values: msgspec.Struct, path: str, complaints: Complaints) -> _S:
    try:
        return kind(**msgspec.structs.asdict(values))
    except EditError as error:
        complaints.refuse(f"{path}.{error.params['name']}")


def _view(file: ScenarioFile, source: LinearModel | ScoreTable, complaints: Complaints) -> View:
    view, classes = file.view, len(file.classes)
    if not 0 <= view.example < len(file.examples):
        complaints.refuse("$.view.example")
    if not 0 <= view.score < classes:
        complaints.refuse("$.view.score")
    if view.landscape not in LANDSCAPE_KEYS:
        complaints.refuse("$.view.landscape")
    pair = View.pair
    if not isinstance(view.pair, UnsetType):
        depth = len(file.examples)  # what scores alone would have as features, if given any
        if isinstance(source, LinearModel):
            depth = source.weights.shape[1]
        pair = _pair(view.pair, (classes, depth), complaints)
    return View(
        view.example, view.score, view.compare_losses, view.gradient_arrows, pair, view.landscape
    )


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
    depth = len(weights[0])
    if depth == 0:
        complaints.refuse("$.weights[0]")
    rows: list[list[float]] = []
    for i, example in enumerate(file.examples):
        path = f"$.examples[{i}]"
        if not isinstance(example.scores, UnsetType):
            complaints.refuse(f"{path}.scores", ("not_with_weights", {}))
        if isinstance(example.features, UnsetType):
            complaints.refuse(f"{path}.features")
        rows.append(example.features)
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


# Writing


def dump_bytes(state: State) -> bytes:
    """A file that reads back as an equal state: one line an example, one line a row of weights."""
    source = state.source
    linear = isinstance(source, LinearModel)
    values = source.features if isinstance(source, LinearModel) else source.scores
    examples = [
        {"name": _plain(name), "label": label, ("features" if linear else "scores"): row}
        for name, label, row in zip(
            state.examples, state.labels.tolist(), values.tolist(), strict=True
        )
    ]
    parts: dict[str, str] = {
        "format": _json(FORMAT),
        "version": _json(VERSION),
        "title": _json(_plain(state.title)),
        "classes": _json([_plain(name) for name in state.classes]),
        "examples": _lines(examples),
    }
    if isinstance(source, LinearModel):
        parts["weights"] = _lines(source.weights.tolist())
        parts["biases"] = _json(source.biases.tolist())
    if state.feature_names != numbered_names(state.feature_count):
        parts["feature_names"] = _json([_plain(name) for name in state.feature_names])
    parts |= {name: _json(asdict(getattr(state, name))) for name in ("loss", "penalty")}
    parts["view"] = _json(_view_fields(state))
    if state.comparison != Comparison():
        rows = {f.name: getattr(state.comparison, f.name).tolist() for f in fields(Comparison)}
        parts["comparison"] = _json(rows)
    body = ",\n".join(f"  {_json(name)}: {value}" for name, value in parts.items())
    return f"{{\n{body}\n}}\n".encode()


def _view_fields(state: State) -> dict[str, object]:
    """The view, without the pair and the landscape of a document that has never used them."""
    values = asdict(state.view)
    if state.view.pair == fitting_pair(View.pair, *state.weight_counts):
        del values["pair"]
    if state.view.landscape == View.landscape:
        del values["landscape"]
    return values


def _plain(text: Text) -> Words:
    return text if isinstance(text, str) else dict(text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Sequence[object]) -> str:
    return "[\n" + ",\n".join(f"    {_json(value)}" for value in values) + "\n  ]"


def save_path(state: State, path: str | os.PathLike[str]) -> None:
    """Write a scenario file; whatever goes wrong, the old file stays whole.

    Raises
    ------
    OSError
        If the folder or the file cannot be written.
    """
    target = Path(path).resolve()  # a link stays a link
    data = dump_bytes(state)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


# Built-in scenarios


@dataclass(frozen=True)
class Builtin:
    """A scenario that comes with the program."""

    key: str
    title: Text
    load: Callable[[], State]


class _Title(msgspec.Struct):
    title: Words


def builtin() -> tuple[Builtin, ...]:
    """The scenarios in ``resources/scenarios``, ordered by the number before their name."""
    folder = resources.files("resources") / "scenarios"
    found: list[tuple[int, str, Traversable]] = []
    for file in folder.iterdir():
        name = re.fullmatch(r"(?:(\d+)-)?(.+)\.json", file.name)
        if name is not None:
            found.append((int(name[1] or 0), name[2], file))
    return tuple(
        Builtin(key, _title(file), partial(_load_resource, file))
        for _, key, file in sorted(found, key=lambda entry: entry[:2])
    )


def _title(file: Traversable) -> Text:
    return msgspec.json.decode(file.read_bytes(), type=_Title).title


def _load_resource(file: Traversable) -> State:
    return load_bytes(file.read_bytes())
