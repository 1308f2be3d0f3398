"""The report of the document, saved by way of the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from core.saving import write_file
from gui.base.work import GivenUpError, go_through
from gui.files import putting
from gui.look.theme import Look
from gui.report.dialog import ReportDialog
from gui.report.report import Report
from gui.session import Session
from gui.words.translation import tr, words


class Reporting(QObject):
    """Asks what is to be asked, and makes and saves a report."""

    def __init__(self, look: Look, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._session = session
        self._window = window

    def save(self) -> None:
        """Ask for what stands below the title and where it is to go, and save it."""
        self._session.catch_up()
        dialog = ReportDialog(self._look, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._put(dialog.byline)
        dialog.deleteLater()

    def _put(self, byline: str) -> None:
        title = words(self._session.state.title)
        path = putting.ask_where_to_put(self._window, tr("report.title"), title, (".pdf",))
        if path is None:
            return
        evaluation = self._session.evaluation
        report = Report(evaluation.state, byline, evaluation)
        try:
            go_through(self._window, tr("report.going"), report.pieces())
        except GivenUpError:
            return
        write = partial(self._write, report)
        putting.put(self._window, path, write, again=partial(self._put, byline))

    @staticmethod
    def _write(report: Report, path: Path, overwrite: bool) -> None:
        write_file(path, [report.content], overwrite=overwrite)
