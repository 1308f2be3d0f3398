"""What a class or an example that is new is called, and a name over a figure. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.text import Text
from gui.words.translation import LANGUAGES, catalogue, words


def following(names: Sequence[Text], key: str) -> Text:
    """The next name of the series that `names` are, in every language they have.

    After class 0, class 1, class 2 comes class 3, and after 8, 9 comes 10. A name that is in no
    series is counted: after cat, car, frog comes what `key` has for number 4.
    """
    series = _series(names)
    if series is not None:
        return series
    pattern = {code: catalogue(code)[key] for code in LANGUAGES}
    stem = words(pattern).format(number="")
    shown = [words(name) for name in names]
    counted = (name.removeprefix(stem) for name in shown if name.startswith(stem))
    numbers = [int(rest) for rest in counted if re.fullmatch(r"[0-9]{1,9}", rest)]
    number = max(numbers) + 1 if numbers else len(names) + 1
    return {code: text.format(number=number) for code, text in pattern.items()}


def over(name: str) -> str:
    """A name that stands over a figure: one that could be taken for a figure too has a colon."""
    return f"{name}:" if name[-1:].isdigit() and not any(map(str.isalpha, name)) else name


def _series(names: Sequence[Text]) -> Text | None:
    """What comes after the last of `names` if both ends are numbered alike; else None.

    Numbers that were left out are not filled in; one that is taken already is passed over.
    """
    first, last = _without_number(names[0]), _without_number(names[-1])
    if len(names) < 2 or first is None or last is None or first[0] != last[0]:
        return None
    stem, number = last
    taken = {words(name) for name in names}
    while words(found := _numbered(stem, number + 1)) in taken:
        number += 1
    return found


def _without_number(name: Text) -> tuple[Text, int] | None:
    """A name without the number it ends with in every language, and that number."""
    texts = {"": name} if isinstance(name, str) else dict(name)
    parts = {code: re.fullmatch(r"(.*?)([0-9]{1,9})", text) for code, text in texts.items()}
    found = {code: part for code, part in parts.items() if part is not None}
    if len(found) < len(texts) or len({part[2] for part in found.values()}) != 1:
        return None
    stems = {code: part[1] for code, part in found.items()}
    number = int(next(iter(found.values()))[2])
    return (stems[""] if isinstance(name, str) else stems), number


def _numbered(stem: Text, number: int) -> Text:
    if isinstance(stem, str):
        return f"{stem}{number}"
    return {code: f"{text}{number}" for code, text in stem.items()}
