"""A page that says one number: what docs/adding.md asks of a page, and no more."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.evaluation import Evaluation
from gui.controls.label import Label
from gui.look.theme import Change, Look, Type
from gui.pages.page import Page
from gui.session import Session
from gui.words import numbers
from gui.words.translation import tr


class TotalPage(Page):
    """L, and nothing else."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.setObjectName("page.total")
        self.look = look
        self._session = session
        self.label = Label(look, "total.label", Type.TOTAL)
        self.views = {"all": (self.label,)}
        QVBoxLayout(self).addWidget(self.label)
        look.changed.connect(self.apply_look)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over words."""
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show L."""
        self.label.set_text(f"{tr('page.total')} {numbers.plain(evaluation.total)}")

    def first_stop(self) -> QWidget:
        """There is nothing else."""
        return self.label
