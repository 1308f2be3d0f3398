"""The words of the window, read from ``resources/translations/<language>.json``.

A catalogue is one flat object: key to text, with ``{named}`` places. English is the reference;
`tests/gui/test_translation.py` holds the others to the same keys and places. Plain files need no
compile step, so a translator edits one file and sees the result at the next start. No Qt here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import overload

from core.text import Text, localize

LANGUAGES = {"en": "English", "ko": "한국어"}
_current = "en"


@cache
def catalogue(code: str) -> dict[str, str]:
    """The catalogue of the language `code`, key to text."""
    text = files("resources").joinpath("translations", f"{code}.json").read_text("utf-8")
    entries: dict[str, str] = json.loads(text)
    return entries


def language() -> str:
    """The code of the language in force."""
    return _current


def set_language(code: str) -> None:
    """Switch to the language `code`; unknown codes mean English."""
    global _current
    _current = code if code in LANGUAGES else "en"


def tr(key: str, /, **params: object) -> str:
    """The text for `key` in the language in force, its named places filled from `params`."""
    return catalogue(_current)[key].format_map(params)


class Names(Sequence[str]):
    """Names in the language in force when this is made, each said when it is asked for.

    There may be ten thousand of them, and a few on show. Equal where the names are the same object.
    """

    def __init__(self, names: Sequence[Text]) -> None:
        self._names = names
        self._code = _current

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [_one_line(name, self._code) for name in self._names[index]]
        return _one_line(self._names[index], self._code)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Names) and self._names is other._names and self._code == other._code
        )

    def __hash__(self) -> int:
        return hash((id(self._names), self._code))


def words(text: Text) -> str:
    """A title, class or example name in the language in force, on one line."""
    return _one_line(text, _current)


def _one_line(text: Text, code: str) -> str:
    return " ".join(localize(text, code).split())
