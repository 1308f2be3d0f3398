"""The products w·x that add up to one score, written on one line. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import ArrayLike

from core.arrays import FloatArray
from core.batch import largest
from gui.words import numbers
from gui.words.relations import ABOUT, comes_to, sign, stands_for, worth
from gui.words.terms import MOST, most_that_fit, written

Pair = tuple[float, float]

_DECIMALS = 3
_ELLIPSIS = "…"
_CHECKED = 64


@lru_cache(maxsize=4096)
def _text(value: float) -> str:
    return numbers.plain(value, _DECIMALS)


def _factor(value: float) -> str:
    text = _text(value)
    return f"({text})" if text.startswith(numbers.MINUS) else text


def _signed(text: str) -> str:
    """A term that follows others: its sign becomes the operator."""
    negative = text.startswith(numbers.MINUS)
    return f" {numbers.MINUS if negative else '+'} {text.removeprefix(numbers.MINUS)}"


def sum_line(
    weights: ArrayLike,
    x: ArrayLike,
    bias: float,
    score: float,
    fits: Callable[[str], bool],
) -> str:
    """``w₁·x₁ + w₂·x₂ + b = s``; where that is too long, some of the products and ``…``.

    The sign is ≈ where the numbers as written do not add up to the score as written, or where one
    of them is rounded (`gui.words.relations`).

    Parameters
    ----------
    weights, x : D numbers each
    fits
        Whether a text has room.
    """
    first, second = (np.asarray(one, dtype=np.float64) for one in (weights, x))
    count = len(first)
    total = _text(score)
    equals = ABOUT
    # Of very many only those that are written are looked at one by one.
    pairs = _pairs(first, second, range(count)) if count <= _CHECKED else []
    if pairs:
        products = (worth(_text(w)) * worth(_text(v)) for w, v in pairs)
        whole = all(stands_for(value, _text(value)) for value in (*chain(*pairs), bias))
        equals = sign(whole, comes_to(sum(products, worth(_text(bias))), total))
    end = f"{_signed(_text(bias))} {equals} {total}"
    if pairs and fits(_joined(pairs) + end):
        return _joined(pairs) + end
    # Most pixels of a picture are dark: those that are not tell where the score comes from.
    sizes = np.abs(first * second)
    ranked = largest(sizes, MOST)

    def some(keep: int, *, noted: bool) -> str:
        terms = written(sizes, keep, ranked=ranked)
        note = f" ({terms.note()})" if noted else ""
        left_out = f" + {_ELLIPSIS}{note}" if terms.left_out else ""
        return _joined(_pairs(first, second, terms.indices)) + left_out + end

    # Where a single product has no room beside the words for which it is, there are no words.
    noted = count < 3 or fits(some(1, noted=True))
    keep = most_that_fit(count, lambda keep: fits(some(keep, noted=noted)), 1)
    return some(keep, noted=noted)


def _pairs(weights: FloatArray, x: FloatArray, indices: Iterable[int]) -> list[Pair]:
    return [(float(weights[index]), float(x[index])) for index in indices]


def _joined(pairs: Sequence[Pair]) -> str:
    terms = [f"{_text(w)}·{_factor(v)}" for w, v in pairs]
    return terms[0] + "".join(map(_signed, terms[1:]))
