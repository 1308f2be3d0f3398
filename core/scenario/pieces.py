"""A scenario file read piece by piece, so that a large one is never there as Python objects."""

import re
from collections.abc import Iterator
from typing import NoReturn, TypeVar

import msgspec
from msgspec.json import Decoder

from core.errors import ScenarioError
from core.scenario.document import lookup, member, read_document, shown, shown_text
from core.scenario.fields import FIELDS, Accepted, Known, accepted_at, pattern_of

T = TypeVar("T")
_RAW = Decoder(msgspec.Raw)

PIECE = 1 << 20
"""Bytes of a list that are decoded at a time."""
LARGE = 4 << 20
"""Bytes of a piece from which its elements are not taken for small."""
MANY_FIELDS = 100_000
READABLE = 8 << 20
"""Bytes up to which a piece is read a second time to say what stands where."""

SMALL: Accepted = ("small", {"mib": PIECE >> 20})

# Between two elements of a list, by what these are. In a text such marks can stand too.
OBJECTS = re.compile(rb"\}\s*(,)\s*\{")
ROWS = re.compile(rb"\]\s*(,)\s*\[")
TEXTS = re.compile(rb'["}]\s*(,)\s*["{]')
NUMBERS = re.compile(rb"(,)")  # alone: from each of many spaces it would look for one


class Piece:
    """Consecutive elements of a list in the file, as a list of their own.

    Parameters
    ----------
    data : bytes
        The elements in brackets.
    path : str
        That of an element, with ``{}`` for its index, or of the only one.
    known : Known
        What the rest of the file has told so far.
    first : int
        The index of the first element.
    last : bool
        Whether the list ends with it.
    """

    def __init__(
        self, data: bytes, path: str, known: Known, first: int = 0, *, last: bool = True
    ) -> None:
        self.data, self.first, self.last = data, first, last
        self._path, self._known = path, known

    def path(self, index: int) -> str:
        """The path of the element at `index` of the piece."""
        return self._path.format(self.first + index)

    def decode(self, decoder: Decoder[list[T]]) -> list[T]:
        """The elements.

        Raises
        ------
        ScenarioError
            At the first that is not of the kind asked for.
        msgspec.DecodeError
            If the piece ends in the middle of an element.
        """
        try:
            return decoder.decode(self.data)
        except msgspec.ValidationError as error:
            _RAW.decode(self.data)  # only a piece that ends where an element does can be judged
            self._refuse_type(str(error))

    def refuse(self, index: int, rest: str = "", accepted: Accepted | None = None) -> NoReturn:
        """Complain about what stands at `rest` (a path without its ``$``) within an element."""
        found = shown_text(self.data[1:-1])
        if len(self.data) <= READABLE:
            found = shown(lookup(self._document(), f"$[{index}]{rest}"))
        path = self.path(index) + rest
        raise ScenarioError(path, found, *(accepted or accepted_at(path, self._known)))

    def require_once(self, count: int) -> None:
        """Complain about a field that stands twice in a piece of `count` different ones.

        msgspec keeps the last of them. Reading a second time is slow, and done only where there are
        more names than fields: a quote before a colon ends a name, and seldom is part of a text.
        """
        if self.data.translate(None, b" \t\r\n").count(b'":') > count:
            self._document()

    def _document(self) -> object:
        """The elements as they are written."""
        try:
            return read_document(self.data)
        except ScenarioError as error:  # a field stands twice
            index, rest = _split(error.path)
            path = self.path(index) + rest
            raise ScenarioError(path, error.found, error.accepted, error.params) from None

    def _refuse_type(self, message: str) -> NoReturn:
        """Complain as msgspec does, whose messages end in "- at `$[0].path`"."""
        what, _, place = message.rpartition(" - at `")
        index, rest = _split(place.rstrip("`"))
        if rest.endswith("[...]"):
            rest = self._named(index, rest.removesuffix("[...]"))
        field = re.search(r"(missing required|unknown) field `(.*)`", what, re.DOTALL)
        if field is None:
            self.refuse(index, rest)
        fields = ", ".join(FIELDS[pattern_of(self.path(index) + rest)])
        unknown = field[1] == "unknown"
        self.refuse(
            index, member(rest, field[2]), ("known_field", {"fields": fields}) if unknown else None
        )

    def _named(self, index: int, rest: str) -> str:
        """The path with the key in place of msgspec's ``[...]``."""
        words = lookup(self._document(), f"$[{index}]{rest}")
        for key, word in words.items() if isinstance(words, dict) else ():
            if not isinstance(word, str):
                return member(rest, key)
        return rest


def _split(path: str) -> tuple[int, str]:
    """The index of an element of a piece, and the path within it."""
    number, _, rest = path.removeprefix("$[").partition("]")
    return int(number), rest


def small(part: msgspec.Raw, path: str, known: Known) -> Piece:
    """A value that is never large as a piece."""
    piece = whole(part, path, known)
    if len(piece.data) > PIECE:
        piece.refuse(0, accepted=SMALL)
    return piece


def _listed(elements: memoryview) -> bytes:
    return b"".join((b"[", elements, b"]"))


def whole(part: msgspec.Raw, path: str, known: Known) -> Piece:
    """One value of the file as a piece."""
    return Piece(_listed(memoryview(part)), path, known)


def decoded(
    part: msgspec.Raw,
    decoder: Decoder[list[T]],
    path: str,
    known: Known,
    between: re.Pattern[bytes],
    large: Decoder[list[T]] | None = None,
) -> Iterator[tuple[Piece, list[T]]]:
    """The pieces of a list and their elements, those of a large piece by the decoder `large`.

    Raises
    ------
    ScenarioError
        As it comes to it, at the first element that is not of the kind asked for.
    """
    data = memoryview(part)
    if data[0] != ord("["):
        whole(part, path.removesuffix("[{}]"), known).refuse(0)
    start, end, first = 1, len(data) - 1, 0
    length = PIECE
    while True:
        mark = between.search(data, start + length)
        stop = mark.start(1) if mark is not None else end
        piece = Piece(_listed(data[start:stop]), path, known, first, last=mark is None)
        if len(piece.data) > LARGE and piece.data.count(b'":') > MANY_FIELDS:
            piece.refuse(0, accepted=SMALL)
        try:
            elements = piece.decode((len(piece.data) > LARGE and large) or decoder)
        except msgspec.DecodeError:
            # What looked like the end of an element stood in a text or deeper within.
            length *= 2
            continue
        yield piece, elements
        if mark is None:
            return
        start, first, length = mark.end(1), first + len(elements), PIECE
