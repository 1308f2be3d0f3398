"""The terms of an SVM loss, written out."""

from __future__ import annotations

from gui.charts.formula.boxes import (
    CLOSE,
    COMMA,
    OPEN,
    Atom,
    Box,
    Row,
    Run,
    Script,
    Struck,
    number,
    parenthesized,
)

MAX = Run("max", Atom.OP)
_ZERO = Run("0")


def hinged(inside: tuple[Box, ...], *, squared: bool, zero: bool) -> Box:
    """max(0, `inside`), or the square of it; struck out where it is 0."""
    term = _power(Row((MAX, OPEN, _ZERO, COMMA, *inside, CLOSE)), squared)
    return Struck(term) if zero else term


def value_of(text: str, *, squared: bool) -> Box:
    """What such a term comes to before it is squared."""
    value = number(text)
    return _power(parenthesized(value) if squared and isinstance(value, Row) else value, squared)


def behind_sign(text: str) -> Box:
    """A number behind the sign of something else: its own stands in parentheses."""
    return parenthesized(number(text)) if text.startswith("−") else number(text)


def _power(base: Box, squared: bool) -> Box:
    return Script(base, above=Run("2")) if squared else base
