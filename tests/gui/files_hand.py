"""Stand-ins for the system's dialogs, and a hand that answers the program's own."""

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QVBoxLayout, QWidget

from gui.files.bringing.bring_in import BringIn
from gui.files.documents import Documents
from gui.look.theme import Look
from gui.session import Session
from gui.words.translation import set_language
from tests.gui.window_hand import LEFT, Key, scenario, settle, show


class Papers(QWidget):
    """A bare window in which documents come and go: no header, rail or page shows them."""

    def __init__(self, state):
        super().__init__()
        self.look, self.session = Look(), Session(state, self)
        page = QWidget(objectName="pages")
        QVBoxLayout(self).addWidget(page)
        self.documents = Documents(self.look, self.session, self, QWidget(self), page)
        self.data = BringIn(self.look, self.session, self.documents, self, page)


def open_papers(qtbot, state=None, language="en"):
    """Open a bare window on `state`, the lecture's scenario if not said."""
    set_language(language)
    return show(qtbot, Papers(state or scenario()), 900, 600)


def act(window, name):
    """Do what the key or the entry of this act does, in a bare window or in the whole one."""
    (window.documents.slots | window.data.slots)[name]()
    settle()


class Dialog:
    """Stands in for the system's file dialog: it answers with a path and writes down the question.

    The dialog itself is the system's own, so it cannot be driven by a test.
    """

    def __init__(self, monkeypatch, answer=""):
        self.answer = str(answer)
        self.asked = []
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, self._answer)

    def _answer(self, parent, title, start, kinds):
        self.asked.append((title, start, kinds))
        return self.answer, kinds


class Messages:
    """Reads and dismisses every message box that opens, as a person would."""

    def __init__(self):
        self.told = []
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self):
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            self.told.append((box.text(), box.informativeText()))
            QTest.keyClick(box, Key.Key_Escape)

    def stop(self):
        self._timer.stop()


class Press:
    """Clicks one button of the next question, and of those that follow."""

    def __init__(self, *words):
        self._words = list(words)
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._press)
        self._timer.start()

    def _press(self):
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            word = self._words.pop(0)
            if not self._words:
                self._timer.stop()
            button = next(one for one in box.buttons() if one.text().replace("&", "") == word)
            QTest.mouseClick(button, LEFT)

    def stop(self):
        self._timer.stop()
