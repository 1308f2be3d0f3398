"""Whether = or ≈ stands between numbers as they are worth: one rule for every line. No Qt here.

= stands where a reader who takes the numbers as worth, and works them out, gets what is worth
on the other side: a sum to its last digit, a product, a quotient or a function rounded to the
digits of its result. Where a number that a person has set had to be rounded to be worth, the
line tells of another one: there stands ≈, as everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

EQUAL, ABOUT = "=", "≈"

_ASCII = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_CENT = Decimal("0.01")
_HALF = Decimal("0.5")
# Far above float64's rounding, far below any digit that is shown.
_NOISE = Decimal("1e-12")


def sign(*holds: bool) -> str:
    """= where all of them hold, else ≈."""
    return EQUAL if all(holds) else ABOUT


@lru_cache(maxsize=4096)
def worth(text: str) -> Decimal:
    """What a reader sees in `text`, in any form that `gui.words.numbers` writes."""
    return Decimal(text.translate(_ASCII).replace("×10", "e"))


def stands_for(value: float, text: str) -> bool:
    """Whether `text` is `value` with all its digits, and not rounded."""
    exact = Decimal(value)
    return abs(worth(text) - exact) <= abs(exact) * _NOISE


def adds_up(parts: Iterable[str], total: str) -> bool:
    """Whether the worth `total` is the sum of the worth `parts`, to the last digit."""
    terms = [worth(part) for part in parts]
    return comes_to(sum(terms, Decimal(0)), total, max(map(abs, terms), default=Decimal(0)))


def comes_to(worked: Decimal, text: str, largest: Decimal | None = None) -> bool:
    """Whether `text` is what a reader works out without rounding, as in a sum.

    `largest` is the size of its terms: in a copied formula they carry the noise of float64.
    """
    gap = abs(worked - worth(text))
    return gap <= _NOISE * (abs(worked) if largest is None else largest)


def works_out(worked: float | Decimal, text: str) -> bool:
    """Whether `text` is `worked`, rounded to the digits that `text` has (at least two decimals)."""
    seen = worth(text)
    exponent = seen.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    if "×" not in text:
        # A number may have dropped its trailing zeros: 5 stands for 5.00.
        unit = min(unit, _CENT)
    exact = Decimal(worked)
    return abs(exact - seen) <= unit * _HALF + abs(exact) * _NOISE
