"""What stands below the report's title: asked before it is made."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDialog, QWidget

from gui.controls.dressed import Dressed
from gui.controls.noted_edit import NotedEdit
from gui.files.form import lay_form
from gui.look.theme import Look
from gui.words.tips import literal
from gui.words.translation import language, tr

_LONGEST = 200
_WIDE = 420.0


class ReportDialog(QDialog):
    """Offers today's date; a name may stand there as well, or nothing."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("report")
        self.setWindowTitle(tr("report.title"))
        self._byline = NotedEdit(look, "report.byline", self)
        self._byline.setMaxLength(_LONGEST)
        self._byline.setMinimumWidth(look.px(_WIDE))
        self._byline.setAccessibleName(tr("report.byline"))
        self._byline.setToolTip(literal(tr("report.byline.tip")))
        self._byline.apply_look()
        today = QDate.currentDate()
        self._byline.setText(QLocale(language()).toString(today, QLocale.FormatType.LongFormat))
        lay_form(self, look, [(tr("report.byline"), self._byline)], self.accept)
        Dressed(look, self)

    @property
    def byline(self) -> str:
        """What was typed."""
        return self._byline.text()
