"""The file of a record: how it begins, what stands in it, and where it is whole.

After `MAGIC` come frames: the length of what follows (8 bytes), a checksum (4 bytes) of the frame
before, the length and the content, then the content: the length of its head (4 bytes), the head in
JSON, and the bytes that its changes speak of. The first frame changes nothing into a state, each
further one the state of the one before into the next. A frame that is cut or damaged, and whatever
comes after it, is as if it had never been written.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedIOBase, FileIO, RawIOBase
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from core.comparison import Comparison
from core.moments import Moment
from core.recovery import changes
from core.recovery.changes import Bytes, Change, DamagedError, Parts, Reader
from core.saving import Stamp
from core.settings import DescentSettings, LossSettings, PenaltySettings
from core.state import LinearModel, ScoreTable, State
from core.view import View

MAGIC = b"losslab-recovery 1\n"
_FRAME = struct.Struct("<QI")
_LENGTH = struct.Struct("<Q")
_HEAD = struct.Struct("<I")
_SLICE = 1 << 20
"""Bytes written or read at a time."""
_MOST = 8 << 30
"""Bytes of a file that is read: more than twice the largest document."""


class Head(msgspec.Struct, forbid_unknown_fields=True):
    """What a frame says apart from names and arrays.

    Attributes
    ----------
    time : float
        When it was written, in seconds since 1970.
    file : str or None
        The document's file; each letter is one of the bytes that the system has for it.
    stamp : Stamp or None
        What told this file apart from a later one when it was read or written.
    linear : bool
        Whether there are weights.
    """

    time: float
    file: str | None
    stamp: Stamp | None
    linear: bool
    loss: LossSettings
    penalty: PenaltySettings
    view: View
    descent: DescentSettings
    changes: list[Change]

    @property
    def path(self) -> Path | None:
        """The document's file."""
        return None if self.file is None else Path(os.fsdecode(self.file.encode("latin-1")))


_encode = msgspec.json.Encoder(enc_hook=dict).encode
_decode = msgspec.json.Decoder(Head).decode


@dataclass(frozen=True)
class Place:
    """How far a file is whole, and the checksum of its last frame."""

    end: int = len(MAGIC)
    chain: int = 0


def to_keep(moment: Moment) -> State:
    """The state of a moment, with what is in front."""
    state, origin = moment.state, moment.origin
    return replace(state, view=replace(state.view, page=origin.page, cards=origin.cards))


def frame(
    moment: Moment, state: State, before: State | None, time: float, place: Place
) -> tuple[list[Bytes], Place]:
    """The frame that leads from `before`, or from nothing, to `state`, and where it ends.

    Parameters
    ----------
    moment
        Tells of the document's file.
    state
        As `to_keep` has it.
    before
        What the file holds already.
    time
        What time it is.
    place
        How far the file reaches.
    """
    path = moment.origin.path
    there = {} if before is None else changes.parts_of(before)
    changed, pieces = changes.told(changes.parts_of(state), there)
    head = _encode(
        Head(
            time,
            None if path is None else os.fsencode(path).decode("latin-1"),
            moment.origin.stamp,
            isinstance(state.source, LinearModel),
            state.loss,
            state.penalty,
            state.view,
            state.descent,
            changed,
        )
    )
    content = [_HEAD.pack(len(head)), head, *pieces]
    length = sum(map(len, content))
    chain = _chained(place.chain, length, content)
    whole = [_FRAME.pack(length, chain), *content]
    return whole, Place(place.end + _FRAME.size + length, chain)


def _chained(chain: int, length: int, content: list[Bytes]) -> int:
    chain = zlib.crc32(_LENGTH.pack(length), chain)
    for piece in content:
        chain = zlib.crc32(piece, chain)
    return chain


def write(file: FileIO, pieces: list[Bytes]) -> None:
    """Write all of it, however little the system takes at once."""
    for piece in pieces:
        rest = memoryview(piece)
        while rest:
            rest = rest[file.write(rest[:_SLICE]) :]


def read(file: RawIOBase | BufferedIOBase) -> tuple[State, Head, Place]:
    """The last state that a file holds whole, and how far it is whole.

    Raises
    ------
    ValueError
        If it holds none.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > _MOST or file.read(len(MAGIC)) != MAGIC:
        raise DamagedError("no record of this version")
    parts: Parts = {}
    head, place = None, Place()
    for content, reached in _frames(file, size):
        head, reader = _opened(content)
        changes.take(parts, head.changes, reader)
        if not reader.at_end:
            raise DamagedError("there are more bytes than were told")
        place = reached
    if head is None:
        raise DamagedError("nothing is whole")
    try:
        return _state(parts, head), head, place
    except (KeyError, TypeError) as error:
        raise DamagedError("no state") from error


def _state(parts: Parts, head: Head) -> State:
    given: Any = parts  # what fits together is checked by what is made of it
    source: LinearModel | ScoreTable
    if head.linear:
        source = LinearModel(given["features"], given["weights"], given["biases"])
    else:
        source = ScoreTable(given["scores"])
    (title,) = given["title"]
    return State(
        title,
        given["classes"],
        given["examples"],
        given["labels"],
        source,
        head.loss,
        head.penalty,
        head.view,
        given["feature_names"],
        Comparison(given["x"], given["first"], given["second"]),
        given["held_out"],
        head.descent,
    )


def _frames(file: RawIOBase | BufferedIOBase, size: int) -> Iterator[tuple[memoryview, Place]]:
    place = Place()
    while size - place.end >= _FRAME.size:
        length, told = _FRAME.unpack(_read(file, _FRAME.size))
        end = place.end + _FRAME.size + length
        if end > size:
            return
        content = _read(file, length)
        chain = _chained(place.chain, length, [content])
        if chain != told:
            return
        place = Place(end, chain)
        yield content, place


def _read(file: RawIOBase | BufferedIOBase, size: int) -> memoryview:
    data = np.empty(size, dtype=np.uint8).data  # nobody waits until it is filled with zeros
    rest = data
    while rest:
        count = file.readinto(rest[:_SLICE])
        if not count:
            raise DamagedError("the file has become shorter")
        rest = rest[count:]
    return data


def _opened(content: memoryview) -> tuple[Head, Reader]:
    reader = Reader(content)
    (length,) = _HEAD.unpack(reader.take(_HEAD.size))
    return _decode(reader.take(length)), reader
