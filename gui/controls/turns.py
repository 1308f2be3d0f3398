"""Cards, or sheets of cards, that take turns in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.controls.button import Button
from gui.controls.card import Card
from gui.look.theme import Look
from gui.words.translation import tr


class Turns(QStackedWidget):
    """Buttons in the corner of each card bring the others to the front.

    Each names its card, in short where there is no room for more; all give way to the heading of
    the card they are on: then their tool tips name the cards.

    Parameters
    ----------
    look
        How the window looks now. Each card has a follower of it: the one behind is set anew when
        its turn comes.
    cards
        The cards by what they are called in a file, the first in front.
    names
        Of each card, the object names of its buttons to the others, in the order of these.
    sheets
        What takes turns, if that is more than the cards with the buttons, which are on it.
    """

    turned = Signal()
    """Another card has come to the front."""

    def __init__(
        self,
        look: Look,
        cards: Mapping[str, Card],
        names: Sequence[tuple[str, ...]],
        sheets: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._look = look
        self._cards = tuple(cards.values())
        self._sheets = tuple(sheets) or self._cards
        self.keys = tuple(cards)
        self._headings: tuple[str, ...] = ("",) * len(self.keys)
        self._short: tuple[str, ...] = self._headings
        self._buttons: list[dict[int, Button]] = []
        for at, (card, sheet) in enumerate(zip(self._cards, self._sheets, strict=True)):
            others = (other for other in range(len(self.keys)) if other != at)
            buttons = {
                other: Button(card.look, name, glyph="right")
                for other, name in zip(others, names[at], strict=True)
            }
            self._buttons.append(buttons)
            self.addWidget(sheet)
            card.installEventFilter(self)
            for button in buttons.values():
                card.add_corner(button)
                button.clicked.connect(self._turn)
        look.changed.connect(self._follow)

    def set_headings(self, headings: Sequence[str], short: Sequence[str] = ()) -> None:
        """Say what the cards are called, and what in short."""
        self._headings, self._short = tuple(headings), tuple(short or headings)
        self._fit()

    def _follow(self) -> None:
        """Let the card in front look as the window does now."""
        self._cards[self.currentIndex()].look.take_over(self._look)
        self._fit()

    def _fit(self) -> None:
        """Name the other cards on the buttons in front, if there is room beside the heading."""
        front = self.currentIndex()
        card, buttons = self._cards[front], self._buttons[front]
        room = card.room_beside_heading(card.width()) - card.corner_gap * (len(buttons) - 1)
        for names in (self._headings, self._short):
            for other, button in buttons.items():
                whole = names is self._headings
                tip = tr("turns.tip") if whole else f"{self._headings[other]}\n{tr('turns.tip')}"
                button.set_words(names[other], tip)
                button.setAccessibleName(self._headings[other])
            if sum(button.sizeHint().width() for button in buttons.values()) <= room:
                return
        for other, button in buttons.items():
            button.set_words("", f"{self._headings[other]}\n{tr('turns.tip')}")
            button.setAccessibleName(self._headings[other])

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

    def minimumSizeHint(self) -> QSize:
        """That of the card in front: one behind may still be as large as the window once was."""
        return self._sheets[self.currentIndex()].minimumSizeHint()

    def _bring(self, index: int) -> None:
        self._cards[index].look.take_over(self._look)
        self.setCurrentIndex(index)
        self.updateGeometry()
        self._fit()

    def _turn(self) -> None:
        front, pressed = self.currentIndex(), self.sender()
        to = next(other for other, one in self._buttons[front].items() if one is pressed)
        button, back = self._buttons[front][to], self._buttons[to][front]
        by_key, focused = button.ring, button.hasFocus()
        self._bring(to)
        if focused:
            # Else Qt would send the keyboard on, and a ring would come up somewhere in the card.
            reason = Qt.FocusReason
            back.setFocus(reason.TabFocusReason if by_key else reason.MouseFocusReason)
        self.turned.emit()
