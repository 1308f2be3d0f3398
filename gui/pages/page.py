"""What the window asks of every page."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.evaluation import Evaluation


class Page(QWidget):
    """One side of the model. Only the page in front is shown evaluations."""

    class_hovered = Signal(object)
    """The class under the pointer, or None."""

    page_asked = Signal(object)
    """The name of another page that is to come to the front."""

    whole_loss: ClassVar[bool] = False
    """Whether the strip writes the whole loss here, or the loss of the chosen example."""

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; it never edits."""
        raise NotImplementedError

    def set_highlight(self, class_index: int | None) -> None:
        """Light what belongs to this class, or put the light out (silent); not every page can."""

    def search(self) -> None:
        """Take the keyboard to where a name is searched for; not every page has one."""

    def first_stop(self) -> QWidget:
        """Where the keyboard goes that comes to this page."""
        raise NotImplementedError
