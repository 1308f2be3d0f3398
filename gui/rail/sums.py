"""Whether numbers still add up once they are rounded. No Qt here."""

from __future__ import annotations

import re
from decimal import Decimal

from gui import numbers
from gui.number_text import parse

_MANTISSA = re.compile(r"[^×e]*")


def strength_text(strength: float) -> str:
    """λ with up to three digits."""
    if strength != 0 and not 1e-4 <= strength < 1e6:
        return numbers.fixed(strength)
    return numbers.field(float(f"{strength:.3g}"))


def _written(text: str) -> Decimal:
    return Decimal(repr(parse(text)))


def _unit(text: str) -> Decimal:
    """What one step of the last digit of `text` is worth."""
    match = _MANTISSA.match(text)
    mantissa = match.group() if match else text
    value, head = _written(text), _written(mantissa)
    step = Decimal(1).scaleb(-len(mantissa.partition(".")[2]))
    return step * (value / head) if head else step


def adds_up(one: str, other: str, total: str) -> bool:
    """Whether the written `total` is exactly the sum of the two written parts."""
    return _written(one) + _written(other) == _written(total)


def multiplies_out(one: str, other: str, product: str) -> bool:
    """Whether the written `product` is the rounded product of the two written factors."""
    gap = abs(_written(one) * _written(other) - _written(product))
    return gap <= _unit(product) / 2
