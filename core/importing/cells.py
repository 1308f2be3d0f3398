"""What stands in a cell of text, as a number where it is one."""

import math
import re

_SIGNS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "－": "-", "＋": "+", "．": "."})
_COMMA = re.compile(r"[-+]?\d*,\d+(?:[eE][-+]?\d+)?")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")
MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "?", "."})
"""What people write where there is nothing, in small letters."""


def number(text: str, decimal: str = ".") -> float | None:
    """The number that stands in a cell, with an ordinary or a typographic minus; None if none."""
    text = text.strip().translate(_SIGNS)
    if decimal == ",":
        if "." in text:
            return None
        text = text.replace(",", ".", 1)
    if "_" in text:  # which Python takes as 10_000
        return None
    try:
        found = float(text)
    except ValueError:
        return None
    return None if math.isnan(found) else found


def has_decimal_comma(cells: list[str]) -> bool:
    """Whether numbers are written with a comma, as far as these cells tell.

    `1,000` alone tells nothing, and is then no number.
    """
    commas = [cell.translate(_SIGNS) for cell in cells if "," in cell]
    return any(_COMMA.fullmatch(cell) and not _THOUSANDS.fullmatch(cell) for cell in commas)
