"""The text of a scenario file, piece by piece, so that a large document is never there twice."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from itertools import chain

import numpy as np
from msgspec import json as fast

from core.arrays import FloatArray
from core.comparison import Comparison
from core.errors import ScenarioError
from core.scenario.fields import FORMAT, MAX_BYTES, MAX_MIB, PACKED_FROM, VERSION, Words
from core.settings import DescentSettings
from core.state import LinearModel, State
from core.text import Text, numbered_names
from core.view import View, fitting_pair, fitting_plane

_SLICE = 3 << 18
"""Bytes encoded at a time: a multiple of 3, so that the slices of base64 join to one."""


def pieces(state: State) -> Iterator[bytes]:
    """A file that reads back as an equal state.

    It has one line an example and one line a row of weights. Where the scores or features are more
    than 100,000 numbers they are one text of bytes instead, and the examples a list of labels.

    Raises
    ------
    ScenarioError
        ``too_large``, before the piece with which the file would be larger than may be opened.
    """
    size = 0
    for piece in _members(state):
        size += len(piece)
        if size > MAX_BYTES:
            raise ScenarioError("$", "too_large", "size", {"maximum_mib": MAX_MIB})
        yield piece


def _members(state: State) -> Iterator[bytes]:
    source = state.source
    yield b'{\n  "format": ' + _json(FORMAT)
    for name, value in (
        ("version", VERSION),
        ("title", _plain(state.title)),
        ("classes", [_plain(name) for name in state.classes]),
    ):
        yield _member(name) + _json(value)
    kind = "features" if isinstance(source, LinearModel) else "scores"
    values = source.features if isinstance(source, LinearModel) else source.scores
    yield from (_packed if values.size > PACKED_FROM else _rows)(state, kind, values)
    if state.has_held_out:
        yield _member("held_out")
        yield from _list(np.flatnonzero(state.held_out).tolist())
    if isinstance(source, LinearModel):
        yield _member("weights")
        yield from _lines(_json(row.tolist()) for row in source.weights)
        yield _member("biases") + _json(source.biases.tolist())
    if state.feature_names != numbered_names(state.feature_count):
        yield _member("feature_names") + _json([_plain(name) for name in state.feature_names])
    for name in ("loss", "penalty"):
        yield _member(name) + _json(asdict(getattr(state, name)))
    if state.descent != DescentSettings():
        yield _member("descent") + _json(asdict(state.descent))
    yield _member("view") + _json(_view_fields(state))
    if state.comparison != Comparison():
        rows = {f.name: getattr(state.comparison, f.name).tolist() for f in fields(Comparison)}
        yield _member("comparison") + _json(rows)
    yield b"\n}\n"


def _rows(state: State, kind: str, values: FloatArray) -> Iterator[bytes]:
    yield _member("examples")
    yield from _lines(
        _json({"name": _plain(name), "label": label, kind: row.tolist()})
        for name, label, row in zip(state.examples, state.labels.tolist(), values, strict=True)
    )


def _packed(state: State, kind: str, values: FloatArray) -> Iterator[bytes]:
    yield _member("labels")
    yield from _list(state.labels.tolist())
    if any(name != str(i) for i, name in enumerate(state.examples, start=1)):
        yield _member("names")
        yield from _list([_plain(name) for name in state.examples])
    yield _member(kind) + b'{"shape": ' + _json(values.shape) + b', "f64": "'
    little = values.astype("<f8", copy=False)
    data = np.ascontiguousarray(little).data.cast("B")
    for start in range(0, len(data), _SLICE):
        yield fast.encode(data[start : start + _SLICE])[1:-1]
    yield b'"}'


def _view_fields(state: State) -> dict[str, object]:
    """The view, without what a document that has never used it need not say."""
    view = state.view
    found: dict[str, object] = {f.name: getattr(view, f.name) for f in fields(View)}
    found["cards"] = dict(view.cards)
    for name, unused in (
        ("pair", view.pair == fitting_pair(View.pair, *state.weight_counts)),
        ("landscape", view.landscape == View.landscape),
        ("through", view.through == View.through),
        ("plane", view.plane == fitting_plane(View.plane, state.weight_counts[1])),
        ("compare_with", view.compare_with is None),
        ("page", view.page is None),
        ("cards", not view.cards),
    ):
        if unused:
            del found[name]
    return found


def _member(name: str) -> bytes:
    return b",\n  " + _json(name) + b": "


def _plain(text: Text) -> Words:
    return text if isinstance(text, str) else dict(text)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _lines(values: Iterator[bytes]) -> Iterator[bytes]:
    """A list with one line for each value."""
    yield b"[\n    " + next(values)
    for value in values:
        yield b",\n    " + value
    yield b"\n  ]"


def _list(values: Sequence[object]) -> Iterator[bytes]:
    """A list of very many values on one line, encoded 10,000 at a time."""
    slices = (values[start : start + 10_000] for start in range(0, len(values), 10_000))
    texts = (_json(part)[1:-1] for part in slices)
    yield b"[" + next(texts)
    yield from chain.from_iterable((b", ", text) for text in texts)
    yield b"]"
