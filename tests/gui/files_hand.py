"""Stand-ins for the system's dialogs, and a hand that answers the program's own."""

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from tests.gui.window_hand import LEFT, Key


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
