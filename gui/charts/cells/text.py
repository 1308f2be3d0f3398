"""Numbers short enough for a cell. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gui.words import numbers

_KEPT = 4096
_LONGEST = 7
_ROUNDS_TO_ONE = 0.95


def candidates(value: float) -> list[str]:
    """`value` as ever shorter texts; what is rounded keeps its zeros: −2.00 is not quite −2."""
    exact = numbers.field(value)
    texts = [exact] if len(exact) <= _LONGEST else []
    texts += [numbers.fixed(value, decimals) for decimals in (3, 2)]
    if 0.0 < abs(value) < 0.1:
        # One decimal would keep nothing of it: −.08 rather than −0.1.
        texts += _bare(value)
    texts.append(numbers.fixed(value, 1))
    if abs(value) >= 10:
        texts.append(numbers.fixed(value, 0))
    texts += [_power(value, 1), _power(value, 0)]
    return texts


def last_resorts(value: float) -> list[str]:
    """Shorter texts still, for when smaller type does not help either; never a bare zero."""
    return _bare(value) if abs(value) < _ROUNDS_TO_ONE else [numbers.fixed(value, 0)]


def _bare(value: float) -> list[str]:
    return [numbers.fixed(value, decimals).replace("0.", ".", 1) for decimals in (2, 1)]


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
    """Picks for each number the longest text that is no wider than `room`.

    Parameters
    ----------
    room
        The width there is.
    advances
        Measures a text in each size of type, largest first. A smaller one is taken only for a
        number that would lose its last decimal, or all of it, in a larger one.
    """

    def __init__(self, room: float, *advances: Callable[[str], float]) -> None:
        self._widths = [TextWidth(advance) for advance in advances]
        self._room = room
        self._known: dict[float, tuple[str, int]] = {}

    def text(self, value: float) -> str:
        """The text for one number."""
        return self.fit(value)[0]

    def fit(self, value: float) -> tuple[str, int]:
        """The text for one number, and which of the sizes it is set in."""
        known = self._known.get(value)
        if known is None:
            known = next(self._fitting(value), None) or self._narrowest(value)
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known[value] = known
        return known

    def _narrowest(self, value: float) -> tuple[str, int]:
        """What takes the least room of all, for a cell that is too narrow for any."""
        size = len(self._widths) - 1
        texts = [*candidates(value), *last_resorts(value)]
        return min(texts, key=self._widths[size]), size

    def squeeze(self, text: str, size: int) -> float:
        """How much of its width a text may keep: 1 if it fits."""
        width = self._widths[size](text)
        return min(1.0, self._room / width) if width > 0 else 1.0

    def _fitting(self, value: float) -> Iterator[tuple[str, int]]:
        for texts in (candidates(value), last_resorts(value)):
            for size, width in enumerate(self._widths):
                for text in texts:
                    if width(text) <= self._room:
                        yield text, size
