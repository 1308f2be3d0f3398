"""What has to be settled before data can go in: a text with a bar beside it, and the answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.button import Button
from gui.files.bringing.paragraph import Paragraph
from gui.look.painting import painter_for
from gui.look.theme import Look

_BAR = 5.0


@spoken_as(plainly(Role.AlertMessage))
class Question(QWidget):
    """Says what is not settled; `answered` gives the key of the answer that was pressed."""

    answered = Signal(object)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        self.text = Paragraph(look, f"{name}.text", self)
        self._buttons: dict[str, Button] = {}
        self._ink = "error"
        self._answers = QHBoxLayout()
        self._answers.setSpacing(look.px(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(18), look.px(2), 0, look.px(2))
        column.setSpacing(look.px(10))
        column.addWidget(self.text)
        column.addLayout(self._answers)

    def ask(self, text: str, answers: Sequence[tuple[str, str, str]], *, wrong: bool) -> None:
        """Come up with `text` and a button for each answer: key, words, tool tip.

        `wrong` says that something cannot be read, rather than be read in two ways.
        """
        self._ink = "error" if wrong else "focus"
        self.text.set_text(text)
        self.setAccessibleName(text)
        while self._answers.count():
            self._answers.takeAt(0)
        for key, words, tip in answers:
            if key not in self._buttons:
                button = Button(self._look, f"{self.objectName()}.{key}", parent=self)
                button.clicked.connect(self._answer)
                button.setAutoDefault(True)
                self._buttons[key] = button
            self._buttons[key].set_words(words, tip)
            self._answers.addWidget(self._buttons[key])
        self._answers.addStretch(1)
        asked = {key for key, _, _ in answers}
        for key, button in self._buttons.items():
            button.setVisible(key in asked)
        self.show()
        self.update()

    def first_stop(self) -> Button | None:
        """Where the keyboard begins."""
        return next((one for one in self._buttons.values() if not one.isHidden()), None)

    def _answer(self) -> None:
        button = self.sender()
        self.answered.emit(next(key for key, one in self._buttons.items() if one is button))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painter_for(self) as painter:
            bar = QRectF(0, 0, self._look.px(_BAR), self.height())
            painter.fillRect(bar, self._look.color(self._ink))
