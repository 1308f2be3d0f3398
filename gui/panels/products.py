"""The products w·x that add up to one score, written on one line. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from gui import numbers

_DECIMALS = 3
_ELLIPSIS = "…"
_CHECKED = 64


@lru_cache(maxsize=4096)
def _text(value: float) -> str:
    return numbers.plain(value, _DECIMALS)


@lru_cache(maxsize=4096)
def _decimal(text: str) -> Decimal:
    return Decimal(str(numbers.parse(text)))


def _factor(value: float) -> str:
    text = _text(value)
    return f"({text})" if text.startswith(numbers.MINUS) else text


def _signed(text: str) -> str:
    """A term that follows others: its sign becomes the operator."""
    negative = text.startswith(numbers.MINUS)
    return f" {numbers.MINUS if negative else '+'} {text.removeprefix(numbers.MINUS)}"


def sum_line(
    weights: Sequence[float],
    x: Sequence[float],
    bias: float,
    score: float,
    fits: Callable[[str], bool],
) -> str:
    """``w₁·x₁ + w₂·x₂ + … + b = s``, its middle left out where the line is too long.

    The sign is ≈ where the numbers as written do not add up to the score as written.

    Parameters
    ----------
    weights, x : D numbers each
    fits
        Whether a text has room.
    """
    pairs = list(zip(weights, x, strict=True))
    total = _text(score)
    equals = "≈"
    if len(pairs) <= _CHECKED:
        products = (_decimal(_text(w)) * _decimal(_text(v)) for w, v in pairs)
        if sum(products, _decimal(_text(bias))) == _decimal(total):
            equals = "="
    else:
        # No line holds them all: the middle ones need no text.
        pairs = pairs[: _CHECKED // 2] + pairs[-_CHECKED // 2 :]
    terms = [f"{_text(w)}·{_factor(v)}" for w, v in pairs]
    end = f"{_signed(_text(bias))} {equals} {total}"
    low, high = 1, len(terms)
    if len(terms) == len(weights) and fits(_joined(terms, high) + end):
        return _joined(terms, high) + end
    while low < high - 1:
        middle = (low + high) // 2
        if fits(_joined(terms, middle) + end):
            low = middle
        else:
            high = middle
    return _joined(terms, low) + end


def _joined(terms: Sequence[str], kept: int) -> str:
    """The first and the last terms, `kept` of them in all."""
    if kept >= len(terms):
        return terms[0] + "".join(map(_signed, terms[1:]))
    first = (kept + 1) // 2
    last = terms[len(terms) - (kept - first) :] if kept > first else []
    parts = [terms[0], *map(_signed, terms[1:first]), f" + {_ELLIPSIS}", *map(_signed, last)]
    return "".join(parts)
