"""Names and titles, in one language or in several."""

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
    words = [text] if isinstance(text, str) else list(text.values())
    return not words or not all(word.strip() for word in words)


def is_too_long(text: Text) -> bool:
    """Whether `text` has more than `MAX_NAME` characters in some language."""
    words = [text] if isinstance(text, str) else text.values()
    return any(len(word) > MAX_NAME for word in words)


@lru_cache(maxsize=8)
def numbered_names(count: int) -> tuple[Text, ...]:
    """What features are called until someone names them: x₁, x₂ and so on."""
    subscripts = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
    return tuple(f"x{i}".translate(subscripts) for i in range(1, count + 1))


def next_feature_name(names: Sequence[Text]) -> Text:
    """What one more feature is called beside these: x and its number, or the next that is free."""
    taken = {
        word for name in names for word in ([name] if isinstance(name, str) else name.values())
    }
    number = len(names) + 1
    while (name := numbered_names(number)[-1]) in taken:
        number += 1
    return name
