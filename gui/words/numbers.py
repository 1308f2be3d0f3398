"""Numbers as people read them. No Qt here.

The rules are the design's: a typographic minus, two decimals unless the value needs more, powers
of ten for tiny and huge values, never "−0.00".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

PENDING = "…"
"""For what is still being computed."""
MINUS = "−"
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_HUGE = 1e6
_TINY = 1e-4


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

    The largest fractions are rounded up until it is reached; of equal ones the larger share, then
    the first. What is not 0 or 1 does not read so: <1, >99.
    """
    exact = [float(f"{100.0 * share:.12g}") for share in shares]
    whole = [math.floor(value) for value in exact]
    missing = round(math.fsum(exact)) - sum(whole)
    order = sorted(range(len(exact)), key=lambda at: (whole[at] - exact[at], -exact[at], at))
    for at in order[:missing]:
        whole[at] += 1
    return tuple(map(_percent, whole, shares))


def ranked(values: Sequence[float], decimals: int = 2) -> tuple[str, ...]:
    """Numbers of a list by their size, with so many decimals that its order can be read.

    All have as many, at least `decimals` and at most what gives the largest four digits; those
    that read alike even then are as good as equal.
    """
    largest = max(map(abs, values), default=0.0)
    if largest == 0 or not math.isfinite(largest):
        return tuple(fixed(value, decimals) for value in values)
    write, least, most = _power_or_zero, 1, 3
    if _TINY <= largest < _HUGE:
        write, least = fixed, decimals
        most = max(decimals, 3 - math.floor(math.log10(largest)))
    tables = [tuple(write(value, count) for value in values) for count in range(least, most + 1)]
    apart = len(set(tables[-1]))
    return next(texts for texts in tables if len(set(texts)) == apart)


def _power_or_zero(value: float, decimals: int) -> str:
    return _scientific(value, decimals) if value else fixed(0.0)


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


def shortest(value: float) -> str:
    """`value` with every digit it has and none more, as a power of ten where that is shorter."""
    if value == 0:
        return "0"
    digits = Decimal(repr(value)).normalize()
    mantissa = digits.scaleb(-digits.adjusted())
    plainly = f"{digits:f}".replace("-", MINUS)
    power = f"{mantissa:f}×10{str(digits.adjusted()).translate(_SUPERSCRIPTS)}".replace("-", MINUS)
    usual = _TINY <= abs(value) < _HUGE
    return plainly if usual or len(plainly) < len(power) else power


def three_digits(value: float) -> str:
    """`value`, such as λ, with up to three digits: 0.0125, 100, 1.0×10⁻⁵."""
    if value != 0 and not _TINY <= value < _HUGE:
        return fixed(value)
    return field(float(f"{value:.3g}"))


def limit(value: float) -> str:
    """A limit as it is named: 10⁶, −10³⁰⁰, 0.5."""
    text = plain(value)
    return text.replace("1.0×", "") if text.lstrip(MINUS).startswith("1.0×") else text


def exact(value: float) -> str:
    """`value` for tips and exact readings: the shortest text that agrees to fifteen digits.

    What a float64 holds beyond them is the noise of a sum: 0.3 × 6 is 1.8.
    """
    rounded = float(f"{value:.15g}")
    return full(rounded if math.isfinite(rounded) else value)


def full(value: float) -> str:
    """`value` to the last digit of its float64, for copying."""
    return repr(value + 0.0).removesuffix(".0").replace("-", MINUS)


def shortenings(value: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ever shorter texts for `value`: with fewer decimals, and with two digits or one.

    Each is the number rounded, none has zeros in the place of digits: −12,900 may become −1.3×10⁴
    or −1e4, never −10000.
    """
    small = 0 < abs(value) < 1e-2
    # Of a small number two digits stay.
    least = 1 - math.floor(math.log10(abs(value))) if small else 0
    decimals = (field(value), *(fixed(value, count) for count in range(5, min(least, 6) - 1, -1)))
    if value == 0 or 1e-2 <= abs(value) < 1e3:
        return decimals, ()
    powers: list[str] = []
    for count in (1, 0):
        mantissa, power = f"{value:.{count}e}".split("e")
        typed = f"{mantissa}e{int(power)}".replace("-", MINUS)
        powers += [_scientific(value, count), typed]
    return decimals, tuple(powers)


def fitted(value: float, room: float, *widths: Callable[[str], float]) -> tuple[str, int]:
    """The text of `value` that fits a width, and which of the sizes of type it is set in.

    Parameters
    ----------
    value
        The number.
    room
        The width there is.
    widths
        Measures a text in each size of type, largest first. A smaller one is taken only where the
        number would lose more than its decimals in a larger one.

    Returns
    -------
    text, size
        The longest of `shortenings` that fits; where none does, the narrowest of them, smallest.
    """
    whole, powers = shortenings(value)
    sizes = range(len(widths))
    # Decimals go before the type gets smaller, but the type gets smaller before a digit goes.
    tries = [(text, size) for size in sizes for text in whole]
    tries += [(text, size) for text in powers for size in sizes]
    fitting = (one for one in tries if widths[one[1]](one[0]) <= room)
    return next(fitting, (min((*whole, *powers), key=widths[-1]), len(widths) - 1))
