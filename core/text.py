"""Names and titles, in one language or in several."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

Text = str | Mapping[str, str]
MAX_NAME = 200
"""Letters of a name or title, in each language."""


def localize(text: Text, language: str) -> str:
    """The words of `text` in `language`, else in English, else in its first language."""
    if isinstance(text, str):
        return text
    if language in text:
        return text[language]
    return text["en"] if "en" in text else next(iter(text.values()))


def frozen_text(text: Text) -> Text:
    """`text` itself if it is a string, else a read-only copy of the map."""
    if isinstance(text, str | MappingProxyType):
        return text
    return MappingProxyType(dict(text))


def is_blank(text: Text) -> bool:
    """Whether a person would see nothing: an empty map, or white space in some language."""
    if isinstance(text, str):
        return not text or text.isspace()
    return not text or any(not word or word.isspace() for word in text.values())


def is_too_long(text: Text) -> bool:
    """Whether `text` has more than `MAX_NAME` characters in some language."""
    words = [text] if isinstance(text, str) else text.values()
    return any(len(word) > MAX_NAME for word in words)


def printable(text: str) -> str:
    """`text` on one line that a terminal shows as it is; other letters are escaped as in JSON."""
    if text.isprintable():
        return text
    return "".join(
        # JSON leaves the last letter of ASCII, DEL, as it is.
        letter if letter.isprintable() else json.dumps(letter)[1:-1].replace("\x7f", "\\u007f")
        for letter in text
    )


def counted_names(count: int) -> tuple[Text, ...]:
    """What examples are called in a file that does not name them: 1, 2 and so on."""
    return tuple(map(str, range(1, count + 1)))


@lru_cache(maxsize=8)
def numbered_names(count: int) -> tuple[Text, ...]:
    """What features are called until someone names them: x₁, x₂ and so on."""
    subscripts = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
    return tuple(f"x{i}".translate(subscripts) for i in range(1, count + 1))


def is_numbered(name: Text) -> bool:
    """Whether a name is x and a number, as the program gives it."""
    return isinstance(name, str) and re.fullmatch("x[₀-₉]+", name) is not None


def next_feature_name(names: Sequence[Text]) -> Text:
    """What one more feature is called beside these: x and its number, or the next that is free."""
    taken = {
        word for name in names for word in ([name] if isinstance(name, str) else name.values())
    }
    number = len(names) + 1
    while (name := numbered_names(number)[-1]) in taken:
        number += 1
    return name
