"""Numbers as people type and paste them. No Qt here.

Whatever has one plain meaning is read: ``3,2``, ``−1.7``, ``３．２``, ``1/3``, ``sqrt(2)``,
``2^-3``, ``[3.2]`` and every form that `gui.words.numbers` writes. What could mean two things is
refused with both of them. Nothing is evaluated but numbers, + − × / ^, brackets and a few
functions, in float64, so that no text takes long.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable

LONGEST = 100
"""Characters of one number."""
DEEPEST = 20
"""Brackets, signs and powers in one another."""

_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "√": math.sqrt,
    "ln": math.log,
    "log10": math.log10,
    "log2": math.log2,
    "exp": math.exp,
}
_CONSTANTS = {"e": math.e, "pi": math.pi, "π": math.pi}
KNOWN = ("sqrt", "ln", "log10", "log2", "exp", "pi", "e")
"""The words that may stand in a number."""
_INFINITE = {"inf", "infinity", "∞", "nan"}
_PAIRS = {"(": ")", "[": "]", "{": "}"}

_SIGNS = str.maketrans(
    dict.fromkeys("−‐‑‒–—﹣", "-") | dict.fromkeys("×·∙⋅", "*") | dict.fromkeys("÷∕⁄", "/")
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_POWERS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3}(?: \d{3})+)(?![\d ])")
_COMMA = re.compile(r"(?<![\d.,])(\d*),(\d+)(?![\d.,])")
# Of a function: it takes one number. [3,2] may be a list of two.
_BARE_BRACKET = re.compile(r"(?<![a-z\d√])[(\[{]")
_LIST = re.compile(r"\d ?, ?\S")
_GROUPED = re.compile(
    r"[-+]?\d{1,3}(?:([,.])\d{3}(?:\1\d{3})+|(['’_])\d{3}(?:\2\d{3})*"
    r"|,\d{3}(?:,\d{3})*(?=\.)|\.\d{3}(?:\.\d{3})*(?=,))(?:[.,]\d+)?"
)
_DATE = re.compile(r"\d{1,4}([-/])\d{1,2}\1\d{1,4}")
_TIMES_POWER = re.compile(
    r"([-+]?(?:\d+\.?\d*|\.\d+)) ?[*x] ?10 ?(?:\^|\*\*) ?(?:\(([-+]?\d+)\)|([-+]?\d+))"
)
_TOKEN = re.compile(
    r" *(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?![\d.])|(?P<word>[^\W\d_]+\d*|[√∞])"
    r"|(?P<sign>\*\*|[-+*/^()\[\]{}]))"
)


class NumberTextError(ValueError):
    """Text that is no usable number.

    `key` names the reason; the interface has a sentence ``field.<key>`` for each. `values` fill
    the places of that sentence.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def parse(text: str) -> float:
    """The number that `text` says.

    Raises
    ------
    NumberTextError
        If the text is empty, too long, too deep, more than one number, ambiguous, no number,
        without a value or not finite.
    """
    text = " ".join(text.split())
    if not text:
        raise NumberTextError("empty")
    if len(text) > LONGEST:
        raise NumberTextError("too_long", longest=LONGEST)
    text = _plain(text)
    times_power = _TIMES_POWER.fullmatch(text)
    if times_power:
        # As one number, so that what was written is read back to the last digit.
        mantissa, bracketed, bare = times_power.groups()
        text = f"{mantissa}e{bracketed or bare}"
    value = _Reader(text).value()
    if not math.isfinite(value):
        raise NumberTextError("not_finite")
    return value + 0.0


def parse_column(text: str) -> list[float]:
    """The numbers of a pasted column, one a line; a single line is a column of one.

    Raises
    ------
    NumberTextError
        For the first line that is no number; `values` holds its ``text``.
    """
    numbers = []
    for line in text.strip().splitlines():
        try:
            numbers.append(parse(line))
        except NumberTextError as error:
            raise NumberTextError(error.key, **{"text": line.strip(), **error.values}) from None
    return numbers


def _plain(text: str) -> str:
    """`text` in ASCII digits and signs, with a point for its one comma."""
    text = _POWERS.sub(lambda power: f"^({power[0].translate(_RAISED)})", text)
    text = text.translate(_FULL_WIDTH).translate(_SIGNS).lower()
    text = "".join(
        str(unicodedata.decimal(letter, letter))
        for letter in text
        if unicodedata.category(letter) != "Cf"  # marks without a shape, from web pages
    )
    text = _SPACED.sub(lambda groups: groups[0].replace(" ", ""), text)
    if text.endswith("%"):
        raise NumberTextError("percent")
    if _DATE.fullmatch(text):
        raise NumberTextError("not_a_number")
    grouped = _GROUPED.fullmatch(text)
    if grouped:
        raise NumberTextError("grouped", plain=_ungrouped(text))
    if text.count(",") == 1 and not _BARE_BRACKET.search(text):
        text = _COMMA.sub(_with_point, text)
    if "," in text:
        raise NumberTextError("several" if _LIST.search(text) else "not_a_number")
    return text


def _with_point(number: re.Match[str]) -> str:
    """3.2 for 3,2; what could be thousands as well is refused, but 0,125 could not."""
    whole, decimals = number.groups()
    if len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        raise NumberTextError("comma", whole=whole + decimals, point=f"{whole}.{decimals}")
    return f"{whole}.{decimals}"


def _ungrouped(text: str) -> str:
    """1234.5 for 1,234.5: the last of two kinds of separators is the point."""
    *groups, last = re.split(r"[,'’_.]", text)
    kinds = set(text) & set(",'’_.")
    return f"{''.join(groups)}{'.' if len(kinds) > 1 else ''}{last}".replace("-", "−")


class _Reader:
    """Reads one expression by recursive descent."""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        self._place = self._depth = 0
        end = 0
        while end < len(text):
            match = _TOKEN.match(text, end)
            if match is None:
                raise NumberTextError("not_a_number")
            self._tokens.append((str(match.lastgroup), match[0].strip()))
            end = match.end()

    def value(self) -> float:
        """The value of the whole text."""
        try:
            value = self._sum()
        except OverflowError:
            raise NumberTextError("not_finite") from None
        except (ValueError, ZeroDivisionError) as error:
            if isinstance(error, NumberTextError):
                raise
            raise NumberTextError("undefined") from None
        if self._place < len(self._tokens):
            both = {self._tokens[self._place - 1][0], self._kind()}
            raise NumberTextError("several" if both == {"number"} else "not_a_number")
        return value

    def _kind(self) -> str:
        return self._tokens[self._place][0] if self._place < len(self._tokens) else ""

    def _take(self, *signs: str) -> str:
        """The next token if it is one of `signs`, else nothing."""
        if self._kind() == "sign" and self._tokens[self._place][1] in signs:
            self._place += 1
            return self._tokens[self._place - 1][1]
        return ""

    def _sum(self) -> float:
        value = self._product()
        while sign := self._take("+", "-"):
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> float:
        value = self._signed()
        while sign := self._take("*", "/"):
            other = self._signed()
            value = value * other if sign == "*" else value / other
        return value

    def _signed(self) -> float:
        """A power with at most one sign: -2^2 is −(2^2)."""
        sign = self._take("+", "-")
        return -self._power() if sign == "-" else self._power()

    def _power(self) -> float:
        """One power, from the right: 2^3^2 is 2^9, and 2^-3 is 1/8."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise NumberTextError("too_deep")
        base = self._one()
        if self._take("^", "**"):
            base = math.pow(base, self._signed())
        self._depth -= 1
        return base

    def _one(self) -> float:
        """A number, a constant, a function of something in brackets, or brackets."""
        opening = self._take(*_PAIRS)
        if opening:
            value = self._sum()
            if not self._take(_PAIRS[opening]):
                raise NumberTextError("not_a_number")
            return value
        kind = self._kind()
        if kind not in {"number", "word"}:
            raise NumberTextError("not_a_number")
        text = self._tokens[self._place][1]
        self._place += 1
        if kind == "word":
            return self._word(text)
        number = float(text)
        if math.isinf(number):
            raise NumberTextError("not_finite")
        return number

    def _word(self, word: str) -> float:
        if word in _CONSTANTS:
            return _CONSTANTS[word]
        if word in _INFINITE:
            raise NumberTextError("not_finite")
        if word == "log":
            raise NumberTextError("log")
        function = _FUNCTIONS.get(word)
        bracketed = self._kind() == "sign" and self._tokens[self._place][1] == "("
        if function is None:
            if bracketed:
                raise NumberTextError("unknown", word=word, known=", ".join(KNOWN))
            raise NumberTextError("not_a_number")
        if not bracketed and not (word == "√" and self._kind() == "number"):
            raise NumberTextError("brackets", word=word)
        return function(self._one())
