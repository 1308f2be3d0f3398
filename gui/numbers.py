"""Numbers as people read and type them. No Qt here.

The rules are the design's: a typographic minus, two decimals unless the value needs more, powers
of ten for tiny and huge values, never "−0.00".
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

MINUS = "−"
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_POWER = re.compile(r"\s*[×x*]\s*10\s*\^?\s*(?=[-⁻−⁰¹²³⁴⁵⁶⁷⁸⁹\d])")
_HUGE = 1e6
_TINY = 1e-4


class NumberTextError(ValueError):
    """Text that is no usable number. `key` names the reason: empty, not_a_number, not_finite."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def power_of_ten(mantissa: float, exponent: int, decimals: int = 1) -> str:
    """``mantissa × 10^exponent`` with a superscript exponent."""
    return f"{mantissa:.{decimals}f}×10{str(exponent).translate(_SUPERSCRIPTS)}".replace("-", MINUS)


def _scientific(value: float, decimals: int) -> str:
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return power_of_ten(float(mantissa), int(exponent), decimals)


def fixed(value: float, decimals: int = 2) -> str:
    """`value` with `decimals` decimals, more where it would read as zero: 0.0009679 is 0.001."""
    if value == 0:
        return f"{0:.{decimals}f}"
    size = abs(value)
    if size >= _HUGE or size < _TINY:
        return _scientific(value, 1)
    while size < 0.5 * 10.0**-decimals:
        decimals += 1
    return _rounded(value, decimals).replace("-", MINUS)


def _rounded(value: float, decimals: int) -> str:
    """`value` rounded as by hand: 22.385 is 22.39, though its float64 lies a little below.

    Fifteen digits are what a float64 surely holds; what lies beyond them is noise.
    """
    digits = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{digits:f}"


def plain(value: float, decimals: int = 2) -> str:
    """`value` as `fixed` gives it, without trailing zeros: 3.2, 5, 0.001."""
    text = fixed(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text and "×" not in text else text


def short(value: float) -> str:
    """About three digits: 0.18, 24.5, 164.0."""
    return fixed(value, 1 if abs(value) >= 10 else 2)


def signed(value: float, decimals: int = 2) -> str:
    """`value` with its sign: +0.43, −0.43, and ±0 for none."""
    if value == 0:
        return "±0"
    return f"+{fixed(value, decimals)}" if value > 0 else fixed(value, decimals)


@lru_cache(maxsize=512)  # the same is asked for a figure and for its tool tip
def change(now: float, then: float, decimals: int = 2) -> str:
    """How far a number has come since it was pinned, as `signed`; rounding is no change.

    Small steps keep two digits: λ from 0.01 to 0.001 has come −0.009.
    """
    gap, largest = now - then, max(abs(now), abs(then))
    if abs(gap) <= 1e-12 * largest:
        return signed(0.0)
    # What lies beyond the fifteen digits of both is noise: from 3.2 to 4.025 it is 0.825.
    if largest > 1e-280:
        gap = round(gap, 14 - math.floor(math.log10(largest)))
    if abs(gap) < 0.1:
        digits = Decimal(f"{gap:.2g}").normalize()
        decimals = max(decimals, -int(digits.as_tuple().exponent))
    return signed(gap, decimals)


def count_change(now: int, then: int) -> str:
    """How far a count has come since it was pinned: +1, −2,000, and ±0 for not at all."""
    return f"{now - then:+,}".replace("-", MINUS) if now != then else "±0"


def percents(shares: Sequence[float]) -> tuple[str, ...]:
    """Shares of a whole in whole percent, which together make what the whole makes.

    The largest fractions are rounded up until it is reached, but equal shares always read alike.
    What is not 0 or 1 does not read so: <1, >99.
    """
    exact = [100.0 * share for share in shares]
    whole = [math.floor(value) for value in exact]
    # By fraction, then by size.
    ranks = [(value - floor, value) for value, floor in zip(exact, whole, strict=True)]
    missing = round(math.fsum(exact)) - sum(whole)
    up = {rank for rank in ranks if sum(other >= rank for other in ranks) <= missing}
    return tuple(
        _percent(floor + (rank in up), share)
        for floor, rank, share in zip(whole, ranks, shares, strict=True)
    )


def _percent(value: int, share: float) -> str:
    if value == 0 and share > 0:
        return "<1"
    return ">99" if value == 100 and share < 1 else str(value)


def probability(value: float) -> str:
    """A share of one; close to 1 it gets the decimals that keep it apart from 1."""
    if 0.995 <= value < 1:
        decimals = min(6, math.ceil(-math.log10(1 - value)))
        text = f"{value:.{decimals}f}"
        return text if float(text) < 1 else f">{1 - 10.0**-decimals:.{decimals}f}"
    return fixed(value, 2)


def exp_text(score: float) -> str:
    """e^score, beyond float64 from its logarithm to the base 10."""
    if abs(score) < 700:
        return short(math.exp(score))
    logarithm = score / math.log(10)
    if abs(logarithm) >= 1e6:
        # A power of ten in the exponent needs brackets: e^1.0×10¹² would be a product.
        return f"e^({plain(score)})"
    exponent = math.floor(logarithm)
    return power_of_ten(10.0 ** (logarithm - exponent), exponent)


def field(value: float) -> str:
    """`value` for an edit field: up to ten significant digits, nothing needless."""
    text = f"{value:.10g}"
    if "e" in text:
        mantissa, exponent = text.split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", MINUS)
    return "0" if float(text) == 0 else text.replace("-", MINUS)


def full(value: float) -> str:
    """`value` to the last digit of its float64, for hovering and copying."""
    return repr(value + 0.0).removesuffix(".0").replace("-", MINUS)


def without_noise(value: float) -> float:
    """`value` without what sums of float64 leave in its last digits: 4.8999999999999995 is 4.9.

    Only where few digits remain; what needs more than twelve is given as it is.
    """
    short = float(f"{value:.12g}")
    return short if abs(value - short) <= 1e-15 * abs(value) else value


def parse(text: str) -> float:
    """The number that `text` says, in any form this module writes.

    Raises
    ------
    NumberTextError
        If the text is empty, no number, or not finite.
    """
    text = _POWER.sub("e", text.strip()).translate(_DIGITS).replace(" ", "")
    if not text:
        raise NumberTextError("empty")
    try:
        value = float(text.replace("_", "x"))
    except ValueError:
        raise NumberTextError("not_a_number") from None
    if not math.isfinite(value):
        raise NumberTextError("not_finite")
    return value + 0.0
