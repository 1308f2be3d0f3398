"""Cards by their names, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from gui.controls.card import Card
from gui.pages.page import Page


class Turning(Protocol):
    """A window that has a page in front."""

    page: Page

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""


class NoCardError(LookupError):
    """There is no such card, or the document has nothing to show on it."""


def cards_of(page: Page) -> list[Card]:
    """The cards that are to be seen on a page."""
    return [card for card in page.findChildren(Card) if card.isVisibleTo(page)]


def bring_card(window: Turning, name: str, pages: Iterable[str]) -> Card:
    """Bring a card to the front, on the first of the pages that has it.

    Raises
    ------
    NoCardError
        If none of them has it; its text names those they have.
    """
    there: list[str] = []
    for key in pages:
        for page in _turned(window, key):
            for card in cards_of(page):
                if card.objectName() == name:
                    return card
                there.append(card.objectName())
    raise NoCardError(f"found {name!r}, accepted is one of {', '.join(dict.fromkeys(there))}")


def _turned(window: Turning, key: str) -> Iterator[Page]:
    """A page as it is, and with each of the cards in front that take turns on it."""
    window.show_page(key)
    page = window.page
    yield page
    turns = page.turns
    if turns is not None:
        for card in turns.keys:
            turns.turn_to(card)
            window.show_page(key)
            yield page
