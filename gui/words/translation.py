"""The words of the window, read from ``resources/translations/<language>.json``.

A catalogue is one flat object: key to text, with ``{named}`` places. English is the reference;
`tests/gui/test_translation.py` holds the others to the same keys and places. Plain files need no
compile step, so a translator edits one file and sees the result at the next start. No Qt here.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

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


def words(text: Text) -> str:
    """A title, class or example name in the language in force, on one line."""
    return " ".join(localize(text, _current).split())
