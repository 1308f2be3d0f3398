"""Numbers short enough for a cell. No Qt here."""

from __future__ import annotations

from collections.abc import Callable

from gui import numbers

_KEPT = 4096
_LONGEST = 7


def candidates(value: float) -> list[str]:
    """`value` as ever shorter texts; what is rounded keeps its zeros: −2.00 is not quite −2."""
    exact = numbers.field(value)
    texts = [exact] if len(exact) <= _LONGEST else []
    texts += [numbers.fixed(value, decimals) for decimals in (3, 2)]
    bare = [numbers.fixed(value, decimals).replace("0.", ".", 1) for decimals in (2, 1)]
    if 0.0 < abs(value) < 0.1:
        # One decimal would keep nothing of it: −.08 rather than −0.1.
        texts += bare
    texts.append(numbers.fixed(value, 1))
    if abs(value) >= 10:
        texts.append(numbers.fixed(value, 0))
    elif abs(value) < 1.0:
        texts += bare
    texts += [_power(value, 1), _power(value, 0)]
    return texts


def _power(value: float, decimals: int) -> str:
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", numbers.MINUS)


class TextWidth:
    """How wide texts are, added up from their characters: figures are all of one width."""

    def __init__(self, advance: Callable[[str], float]) -> None:
        self._advance = advance
        self._widths: dict[str, float] = {}

    def __call__(self, text: str) -> float:
        """The width of `text`."""
        widths = self._widths
        try:
            return sum([widths[character] for character in text])
        except KeyError:
            for character in text:
                if character not in widths:
                    widths[character] = self._advance(character)
            return self(text)


class NumberFit:
    """Picks for each number the longest text that is no wider than `room`."""

    def __init__(self, room: float, advance: Callable[[str], float]) -> None:
        self._width = TextWidth(advance)
        self._room = room
        self._known: dict[float, str] = {}

    def text(self, value: float) -> str:
        """The text for one number."""
        known = self._known.get(value)
        if known is None:
            fitting = (text for text in candidates(value) if self._width(text) <= self._room)
            # The sign stays, whatever else has to go.
            known = next(fitting, f"{numbers.MINUS}…" if value < 0 else "…")
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known[value] = known
        return known
