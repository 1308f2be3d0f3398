"""Rows of numbers out of a scenario file: gathered, checked, and brought to one width."""

import json
from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
from msgspec.json import Decoder
from numpy.typing import NDArray

from core.arrays import FloatArray, sealed
from core.errors import ScenarioError
from core.scenario.document import shown_list, shown_text
from core.scenario.fields import MAX_NUMBERS, Known, PackedFields, accepted_at
from core.scenario.pieces import NUMBERS, PIECE, Piece, decoded, whole
from core.state import MAX_EXAMPLES

FLOATS = Decoder(list[float])
Block = FloatArray | NDArray[np.float32]
Row = list[float] | msgspec.Raw
PACKED = Decoder(list[PackedFields])
_LIMITED = "numbers_limit", {"high": MAX_NUMBERS}


class Rows:
    """Rows of numbers as they are read; how long they should be may be known only at the end.

    Parameters
    ----------
    part : str
        Path of the list they stand in.
    limit : float
        The largest number, either way.
    width : int or None
        How long each has to be, if that is known from the start.
    """

    def __init__(self, part: str, limit: float, width: int | None = None) -> None:
        self._part, self._limit, self._width = part, limit, width
        self._blocks: list[Block] = []
        self._first: dict[int, str] = {}
        self.lengths: Counter[int] = Counter()

    def add(self, piece: Piece, rows: Sequence[Row], rest: str, known: Known) -> None:
        """Take over the rows of a piece, which stand at `rest` within its elements.

        Rows of very many numbers come as they are written, and are counted before any is decoded.
        """
        lengths = [len(row) if isinstance(row, list) else _count(row) for row in rows]
        if not rows or not self._note(piece, lengths, rest, known):
            return
        if isinstance(rows[0], list):
            self._blocks.append(self._kept(piece, np.array(rows, dtype=np.float64), rest))
            return
        for i, row in enumerate(rows):
            if not isinstance(row, list):
                path = piece.path(i) + rest + "[{}]"
                parts = [
                    self._kept(part, np.array([numbers], dtype=np.float64), "", at_column=True)
                    for part, numbers in decoded(row, FLOATS, path, known, NUMBERS)
                ]
                self._blocks.append(_joined(parts))

    def _note(self, piece: Piece, lengths: list[int], rest: str, known: Known) -> bool:
        """Whether all rows so far are of one length, so that it makes sense to keep them."""
        for i, length in enumerate(lengths):
            if length not in self._first:
                self._first[length] = piece.path(i) + rest
        self.lengths.update(lengths)
        if self._width is not None:
            self.refuse(self._width, known)
        if self.count > MAX_NUMBERS:
            raise ScenarioError(self._part, shown_list(self.lengths.total()), *_LIMITED)
        if len(self.lengths) > 1:
            self._blocks.clear()  # the file is refused once it is known which length is wrong
            return False
        return True

    def _kept(
        self, piece: Piece, block: FloatArray, rest: str, *, at_column: bool = False
    ) -> Block:
        """The numbers, whole ones and the like in half the room until all is read."""
        outside = np.argwhere(~(np.abs(block) <= self._limit))
        if len(outside):
            i, j = map(int, outside[0])
            piece.refuse(*((j, rest) if at_column else (i, f"{rest}[{j}]")))
        with np.errstate(over="ignore", under="ignore"):
            short = block.astype(np.float32)
        return short if np.array_equal(short, block) else block

    @property
    def count(self) -> int:
        """How many numbers there are."""
        return sum(length * rows for length, rows in self.lengths.items())

    def refuse(self, width: int, known: Known) -> None:
        """Complain about the first row that is not `width` long, if there is any."""
        for length, path in self._first.items():
            if length != width:
                raise ScenarioError(path, shown_list(length), *accepted_at(path, known))

    def matrix(self) -> FloatArray:
        """The rows as an array (rows, width), read-only."""
        return sealed(np.concatenate(self._blocks, dtype=np.float64))


def _joined(parts: list[Block]) -> Block:
    """The pieces of one long row."""
    if all(part.dtype == np.float32 for part in parts):
        return np.concatenate(parts, axis=1, dtype=np.float32)
    return np.concatenate(parts, axis=1, dtype=np.float64)


def _count(row: msgspec.Raw) -> int:
    """How many numbers a row has."""
    text = memoryview(row)
    commas = sum(
        text[start : start + PIECE].tobytes().count(b",") for start in range(0, len(text), PIECE)
    )
    return commas + 1 if commas or text[1:-1].tobytes().strip() else 0


def usual(lengths: Counter[int]) -> int:
    """The length most rows have, the first of several; 0 where all are empty."""
    counts = {length: count for length, count in lengths.items() if length}
    return max(counts, key=lambda length: counts[length], default=0)


def unpacked(
    data: msgspec.Raw, kind: str, limit: float, columns: int | None, known: Known
) -> FloatArray:
    """The array (N, columns) of a part that holds its numbers as bytes."""
    path = f"$.{kind}"
    try:
        fields = msgspec.json.decode(data, type=PackedFields)
    except msgspec.ValidationError:
        fields = whole(data, path, known).decode(PACKED)[0]
    rows, width = fields.shape if len(fields.shape) == 2 else (0, 0)
    fits = 1 <= rows <= MAX_EXAMPLES and width >= 1 and rows * width <= MAX_NUMBERS
    if not fits or (columns is not None and width != columns):
        found = json.dumps(fields.shape[:4])
        accepted = accepted_at(f"{path}.shape", known)
        if columns is not None:
            accepted = "shape_of", {"columns": columns}
        raise ScenarioError(f"{path}.shape", found, *accepted)
    return _array(memoryview(fields.f64), (rows, width), limit, path)


def _array(text: memoryview, shape: tuple[int, int], limit: float, path: str) -> FloatArray:
    size = shape[0] * shape[1] * 8
    array = np.empty(shape, dtype="<f8")
    if not _fill(array.data.cast("B"), text):
        raise ScenarioError(f"{path}.f64", shown_text(text), "base64_of", {"count": size})
    if not (array.max() <= limit and array.min() >= -limit):
        i, j = np.argwhere(~(np.abs(array) <= limit))[0]
        accepted = "number", {"low": -limit, "high": limit}
        raise ScenarioError(f"{path}.f64[{i}][{j}]", str(array[i, j]), *accepted)
    return sealed(array.astype(np.float64, copy=False))


def _fill(target: memoryview, text: memoryview) -> bool:
    """Whether `text`, a JSON string of base64, was as many bytes as `target` has taken over."""
    # In slices, here as below: a scan of a large text would hold the interpreter for long.
    slices = range(0, len(text), PIECE)
    if any(b"\\" in text[start : start + PIECE].tobytes() for start in slices):
        # Some writers escape the slash.
        text = memoryview(text.tobytes().replace(rb"\/", b"/"))
    if len(text) - 2 != (len(target) + 2) // 3 * 4 or text[0] != ord('"'):
        return False
    place = 0
    for start in range(1, len(text) - 1, PIECE):
        try:
            part = msgspec.json.decode(b"".join((b'"', text[start:-1][:PIECE], b'"')), type=bytes)
        except (msgspec.ValidationError, msgspec.DecodeError):
            return False
        if place + len(part) > len(target):
            return False
        target[place : place + len(part)] = part
        place += len(part)
    return place == len(target)
