"""What a formula is made of, before it has a size: an immutable tree of boxes.

Builders make these trees from an `Evaluation` and know no font, colour or pixel; `layout` gives the
tree its geometry and `writing` turns it into plain text or LaTeX. A row spaces its parts by their
class, as TeX does, so that builders only say what a part is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Literal


class Atom(Enum):
    """What a part is in its row: the two neighbours' classes decide the space between them."""

    ORD = 0
    OP = 1
    BIN = 2
    REL = 3
    OPEN = 4
    CLOSE = 5
    PUNCT = 6
    INNER = 7


# Knuth, "The TeXbook", chapter 18, with more air after a comma and
# before the fraction of a logarithm: 0 no space, 1 thin, 2 medium, 3 thick.
_SPACES = (
    (0, 1, 2, 3, 0, 0, 0, 1),
    (1, 1, 0, 3, 0, 0, 0, 2),
    (2, 2, 0, 0, 2, 0, 0, 2),
    (3, 3, 0, 0, 3, 0, 0, 3),
    (0, 0, 0, 0, 0, 0, 0, 0),
    (0, 1, 2, 3, 0, 0, 0, 1),
    (2, 2, 0, 2, 2, 2, 2, 2),
    (1, 1, 2, 3, 1, 0, 1, 1),
)


def space_between(left: Atom, right: Atom) -> int:
    """The kind of space between two neighbours: 0 none, 1 thin, 2 medium, 3 thick."""
    return _SPACES[left.value][right.value]


@dataclass(frozen=True, slots=True)
class Target:
    """What a part of the formula stands for, so that pointing at it means something.

    A "score" (of class `class_index`), the "margin" or the "strength" λ is a number that can be
    changed; a "term" is what class `class_index` contributes; "rest" stands for `count` terms that
    are not written; "change" is how far the result has come since a state was pinned.
    """

    kind: Literal["score", "margin", "strength", "term", "rest", "change"]
    class_index: int | None = None
    count: int = 0

    @property
    def is_number(self) -> bool:
        """Whether it is a number a person can change."""
        return self.kind in ("score", "margin", "strength")


MARGIN = Target("margin")
STRENGTH = Target("strength")


@dataclass(frozen=True, slots=True)
class Run:
    """Upright text: digits, an operator, a name such as ln."""

    text: str
    atom: Atom = Atom.ORD


@dataclass(frozen=True, slots=True)
class Dots:
    """An ellipsis at the height of the operators; a `note` on what is left out stands beside it."""

    note: str = ""
    atom: Atom = Atom.INNER


@dataclass(frozen=True, slots=True)
class Remark:
    """Words after the formula, in the window's small type."""

    text: str
    role: str
    atom: Atom = Atom.REL


@dataclass(frozen=True, slots=True)
class Row:
    """Parts side by side on one baseline."""

    parts: tuple[Box, ...]
    atom: Atom = Atom.INNER


@dataclass(frozen=True, slots=True)
class Script:
    """A base with a superscript or a subscript."""

    base: Box
    above: Box | None = None
    below: Box | None = None

    @property
    def atom(self) -> Atom:
        """The class of the base."""
        return self.base.atom


@dataclass(frozen=True, slots=True)
class Fraction:
    """One part over another; a small one is set in the size of scripts."""

    above: Box
    below: Box
    small: bool = False
    atom: Atom = Atom.INNER


@dataclass(frozen=True, slots=True)
class _Dressed:
    """A part with something to it, in its own class."""

    body: Box

    @property
    def atom(self) -> Atom:
        """The class of the body."""
        return self.body.atom


@dataclass(frozen=True, slots=True)
class Styled(_Dressed):
    """A part in the colour of a theme role, perhaps bold."""

    role: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Struck(_Dressed):
    """A part that counts for nothing: faint, with a line through it."""


@dataclass(frozen=True, slots=True)
class Tagged(_Dressed):
    """A part that stands for something a person can point at."""

    target: Target


Box = Run | Dots | Remark | Row | Script | Fraction | Styled | Struck | Tagged

EQUALS = Run("=", Atom.REL)
ABOUT = Run("≈", Atom.REL)
PLUS = Run("+", Atom.BIN)
MINUS = Run("−", Atom.BIN)
OPEN = Run("(", Atom.OPEN)
CLOSE = Run(")", Atom.CLOSE)
COMMA = Run(",", Atom.PUNCT)
LOSS_OF_EXAMPLE = Script(Run("L"), below=Run("i"))

_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻-", "0123456789−−")
_SCIENTIFIC = re.compile(r"(−?[\d.]+)(?:×10|e\+?)([⁻−-]?[⁰¹²³⁴⁵⁶⁷⁸⁹\d]+)")


def number(text: str) -> Box:
    """A number as `gui.words.numbers` writes it, with a true superscript for its power of ten."""
    match = _SCIENTIFIC.fullmatch(text)
    if match is None:
        return Run(text)
    power = Script(Run("10"), above=Run(match[2].translate(_SUPERSCRIPT_DIGITS)))
    return Row((Run(match[1]), Run("×"), power), Atom.ORD)


def parenthesized(*parts: Box) -> Row:
    """The parts in parentheses."""
    return Row((OPEN, *parts, CLOSE))


def joined(parts: list[Box], operator: Run = PLUS) -> list[Box]:
    """The parts with an operator between them."""
    row: list[Box] = []
    for part in parts:
        row += [operator, part] if row else [part]
    return row
