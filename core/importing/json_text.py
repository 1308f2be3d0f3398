"""JSON read piece by piece: one call for all of a large text would hold the interpreter."""

import json
import re
from collections.abc import Callable
from typing import Any

from core.importing.errors import DataError

_SPACE = re.compile(r"[ \t\n\r]*")
_ROWS = re.compile(r"\[[ \t\n\r]*\[")
_OFTEN = 1 << 10
"""Items after which is asked whether to go on."""


def read_json(text: str, go_on: Callable[[], None] = lambda: None) -> object:
    """JSON, as Python writes it: with NaN and infinities.

    Parameters
    ----------
    go_on
        Called between pieces; may raise to give up.

    Raises
    ------
    DataError
        ``not_json`` with line and column, ``too_deep``.
    """
    try:
        return _Reader(text, go_on).whole()
    except json.JSONDecodeError as error:
        raise DataError("not_json", line=error.lineno, column=error.colno) from error
    except (RecursionError, ValueError, MemoryError) as error:  # or a number of 5,000 digits
        raise DataError("too_deep", line=1) from error


class _Reader:
    """Goes through the outermost lists and objects itself and leaves what is in them to Python."""

    def __init__(self, text: str, go_on: Callable[[], None]) -> None:
        self._text = text
        self._go_on = go_on
        self._decoder = json.JSONDecoder()
        self._count = 0

    def whole(self) -> object:
        found, place = self._outer(self._after_space(0))
        place = self._after_space(place)
        if place < len(self._text):
            raise self._error("Extra data", place)
        return found

    def _outer(self, place: int) -> tuple[object, int]:
        if self._text.startswith("{", place):
            return self._object(place + 1)
        if self._text.startswith("[", place):
            return self._list(place + 1)
        return self._inner(place)

    def _inner(self, place: int) -> tuple[Any, int]:
        self._count += 1
        if self._count % _OFTEN == 0:
            self._go_on()
        return self._decoder.raw_decode(self._text, place)

    def _list(self, place: int) -> tuple[list[object], int]:
        items: list[object] = []
        place = self._after_space(place)
        if self._text.startswith("]", place):
            return items, place + 1
        while True:
            # Rows of numbers are short; a list of rows in a list is not.
            read = self._outer if _ROWS.match(self._text, place) else self._inner
            item, place = read(place)
            items.append(item)
            place, ended = self._after_item(place, "]")
            if ended:
                return items, place

    def _object(self, place: int) -> tuple[dict[str, object], int]:
        fields: dict[str, object] = {}
        place = self._after_space(place)
        if self._text.startswith("}", place):
            return fields, place + 1
        while True:
            if not self._text.startswith('"', place):
                raise self._error("Expecting property name enclosed in double quotes", place)
            name, place = self._inner(place)
            place = self._after_space(place)
            if not self._text.startswith(":", place):
                raise self._error("Expecting ':' delimiter", place)
            fields[name], place = self._outer(self._after_space(place + 1))
            place, ended = self._after_item(place, "}")
            if ended:
                return fields, place

    def _after_item(self, place: int, end: str) -> tuple[int, bool]:
        """The place after a comma, or after the end of what is read, and which it was."""
        place = self._after_space(place)
        if self._text.startswith(end, place):
            return place + 1, True
        if not self._text.startswith(",", place):
            raise self._error("Expecting ',' delimiter", place)
        return self._after_space(place + 1), False

    def _after_space(self, place: int) -> int:
        found = _SPACE.match(self._text, place)
        return place if found is None else found.end()

    def _error(self, text: str, place: int) -> json.JSONDecodeError:
        return json.JSONDecodeError(text, self._text, place)
