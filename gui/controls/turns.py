"""Two cards, or two sheets of cards, that take turns in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.controls.button import Button
from gui.controls.card import Card
from gui.look.theme import Look
from gui.words.translation import tr


class Turns(QStackedWidget):
    """A button in the corner of each card brings the other to the front.

    It names the other card, but gives way to the heading of its own: then its tool tip does.

    Parameters
    ----------
    look
        How the window looks now. Each card has a follower of it: the one behind is set anew when
        its turn comes.
    cards
        Both cards by what they are called in a file, the first in front.
    names
        The object names of their buttons.
    sheets
        What takes turns, if that is more than the cards with the buttons, which are on it.
    """

    turned = Signal()
    """The other card has come to the front."""

    def __init__(
        self,
        look: Look,
        cards: Mapping[str, Card],
        names: tuple[str, str],
        sheets: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._look = look
        self._cards = tuple(cards.values())
        self._headings = ("", "")
        self.keys = tuple(cards)
        self._buttons: list[Button] = []
        for card, name, sheet in zip(self._cards, names, sheets or self._cards, strict=True):
            button = Button(card.look, name, glyph="right")
            self._buttons.append(button)
            self.addWidget(sheet)
            card.add_corner(button)
            card.installEventFilter(self)
            button.clicked.connect(self._turn)
        look.changed.connect(self._follow)

    def set_headings(self, first: str, second: str) -> None:
        """Say on each card's button what the other one is called."""
        self._headings = second, first
        self._fit()

    def _follow(self) -> None:
        """Let the card in front look as the window does now."""
        self._cards[self.currentIndex()].look.take_over(self._look)
        self._fit()

    def _fit(self) -> None:
        """Name the other card on the button in front, if there is room beside the heading."""
        front = self.currentIndex()
        card, button, other = self._cards[front], self._buttons[front], self._headings[front]
        button.set_words(other, tr("turns.tip"))
        if button.sizeHint().width() > card.room_beside_heading(card.width()):
            button.set_words("", f"{other}\n{tr('turns.tip')}")
            button.setAccessibleName(other)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the heading of a card its room; on a sheet it gets its size after the sheet."""
        if watched is self.card_in_front and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    @property
    def card(self) -> str:
        """The card in front."""
        return self.keys[self.currentIndex()]

    @property
    def card_in_front(self) -> Card:
        """The same, itself."""
        return self._cards[self.currentIndex()]

    def turn_to(self, card: str) -> None:
        """Bring a card to the front (silent)."""
        self._bring(self.keys.index(card))

    def _bring(self, index: int) -> None:
        self._cards[index].look.take_over(self._look)
        self.setCurrentIndex(index)
        self._fit()

    def _turn(self) -> None:
        pressed, other = self._buttons if self.currentIndex() == 0 else self._buttons[::-1]
        by_key, focused = pressed.ring, pressed.hasFocus()
        self._bring(1 - self.currentIndex())
        if focused:
            # Else Qt would send the keyboard on, and a ring would come up somewhere in the card.
            reason = Qt.FocusReason
            other.setFocus(reason.TabFocusReason if by_key else reason.MouseFocusReason)
        self.turned.emit()
