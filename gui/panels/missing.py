"""What stands in place of a page that needs weights: what is missing, and a button that helps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core import edits
from core.state import State
from gui.controls.button import Button
from gui.look.theme import Look, Type
from gui.session import Session
from gui.words.translation import tr


class MissingWeights(QWidget):
    """A sentence and the button that gives every example a feature of its own."""

    def __init__(self, look: Look, session: Session, name: str) -> None:
        super().__init__()
        self._look = look
        self._session = session
        self._name = name
        self._text = QLabel()
        self._text.setObjectName(f"{name}.missing")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setWordWrap(True)
        self.give = Button(look, f"{name}.give_features")
        self.give.clicked.connect(self._give_features)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._text)
        column.addWidget(self.give, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _give_features(self) -> None:
        self._session.edit(edits.give_features())

    def apply_look(self) -> None:
        """Take over fonts and words."""
        self._text.setFont(self._look.font(Type.HEADING))
        self._text.setText(tr(f"{self._name}.missing"))
        self.show_state(self._session.evaluation.state)

    def show_state(self, state: State) -> None:
        """Offer features where there are not too many examples for that."""
        few = state.example_count <= edits.MAX_GIVEN_FEATURES
        self.give.setEnabled(few)
        self.give.set_words(
            tr("weights.give"), tr("weights.give.tip" if few else "weights.give.too_many")
        )
