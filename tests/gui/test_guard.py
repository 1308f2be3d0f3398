"""An error in what Qt calls is reported, and neither the process nor the document is lost."""

import importlib
import pkgutil
import sys
from types import FunctionType

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QGraphicsItem, QLineEdit, QWidget

import gui
from gui.base.guard import is_called_by_qt, is_guarded

OWN_CALLS = {"close", "render", "run", "scale", "setEnabled", "setText", "text", "translate"}
"""Names of Qt's that our classes have for themselves: called by us, or by no Python handler."""


@pytest.fixture
def reported(monkeypatch):
    errors = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: errors.append(str(error)))
    return errors


def classes(kind):
    for child in kind.__subclasses__():
        yield child
        yield from classes(child)


def overrides(kind):
    """What `kind` has in place of a method of Qt's, with its names."""
    native = [base for base in kind.__mro__ if base.__module__.startswith("PySide6.")]
    names = {name for base in native for name in vars(base) if not name.startswith("__")}
    found = {}
    for base in reversed(kind.__mro__):
        if base not in native:
            found |= {name: vars(base)[name] for name in names & vars(base).keys()}
    return [(name, one) for name, one in found.items() if isinstance(one, FunctionType)]


def every_override():
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return [
        (kind, name, function)
        for root in (QObject, QGraphicsItem)
        for kind in classes(root)
        if kind.__module__.startswith(("gui.", "pyqtgraph."))
        for name, function in overrides(kind)
    ]


def test_all_that_aids_may_ask_is_guarded(qapp):
    every_override()  # imports all there is
    ours = [kind for kind in classes(QAccessibleInterface) if kind.__module__.startswith("gui.")]
    assert ours
    assert all(is_guarded(function) for kind in ours for _, function in overrides(kind))


def test_every_override_is_guarded_or_known_not_to_be_called_by_qt(qapp):
    found = every_override()
    assert len({kind for kind, _, _ in found if kind.__module__.startswith("gui.")}) > 50
    bare = {(kind.__qualname__, name) for kind, name, f in found if not is_guarded(f)}
    assert not {(kind, name) for kind, name in bare if is_called_by_qt(name)}
    ours = {name for kind, name, _ in found if kind.__module__.startswith("gui.")}
    assert {name for name in ours if not is_called_by_qt(name)} <= OWN_CALLS


class Frail(QLineEdit):
    def focusInEvent(self, event):
        super().focusInEvent(event)
        raise RuntimeError("focus")

    def sizeHint(self):
        raise RuntimeError("size")

    def eventFilter(self, watched, event):
        raise RuntimeError("filter")


def test_an_error_where_the_focus_goes_leaves_the_caller_undisturbed(qtbot, reported):
    window = QWidget()
    first, second = QLineEdit(window), Frail(window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    first.hide()
    assert second.hasFocus()
    assert "focus" in reported


def test_a_question_that_fails_has_the_answer_of_the_base_class(qtbot, reported):
    frail, plain = Frail(), QLineEdit()
    qtbot.addWidget(frail)
    qtbot.addWidget(plain)
    assert frail.sizeHint() == plain.sizeHint() != QSize()
    assert "size" in reported


def test_a_filter_that_fails_lets_the_event_pass(qtbot, reported):
    frail, watched = Frail(), QLineEdit()
    qtbot.addWidget(frail)
    qtbot.addWidget(watched)
    watched.installEventFilter(frail)
    watched.setText("a")
    QApplication.sendEvent(watched, QEvent(QEvent.Type.User))
    qtbot.keyClick(watched, Qt.Key.Key_B)
    watched.removeEventFilter(frail)
    assert watched.text() == "ab"
    assert set(reported) == {"filter"}


def test_a_model_that_fails_is_an_empty_one(qapp, reported):
    class Broken(QAbstractTableModel):
        def rowCount(self, parent=QModelIndex()):  # noqa: B008 - Qt's own signature
            raise RuntimeError("rows")

    assert Broken().rowCount() == 0
    assert reported == ["rows"]


def test_what_fails_to_be_told_to_an_aid_is_told_as_the_base_class_would(qtbot, reported):
    class Mute(QAccessibleWidget):
        def text(self, what):
            raise RuntimeError("text")

    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setAccessibleName("a name")
    assert Mute(widget, QAccessible.Role.Client, "").text(QAccessible.Text.Name) == "a name"
    assert reported == ["text"]


def test_what_fails_to_be_told_and_has_no_base_is_told_as_nothing(qapp, reported):
    class Mute(QAccessibleInterface):
        def role(self):
            raise RuntimeError("role")

        def child(self, index):
            raise RuntimeError("child")

    assert Mute().role() == QAccessible.Role.NoRole
    assert Mute().child(0) is None
    assert reported == ["role", "child"]


def test_a_handler_mixed_into_a_widget_is_guarded_too(qtbot, reported):
    class Mixed:
        def hideEvent(self, event):
            raise RuntimeError("hide")

    class Both(Mixed, QWidget):
        pass

    widget = Both()
    qtbot.addWidget(widget)
    widget.show()
    widget.hide()
    assert reported == ["hide"]


def test_a_window_that_could_not_ask_stays_open(qtbot, reported):
    class Asking(QWidget):
        fails = True

        def closeEvent(self, event):
            if self.fails:
                raise RuntimeError("close")

    window = Asking()
    qtbot.addWidget(window)
    window.show()
    assert not window.close()
    assert window.isVisible()
    assert reported == ["close"]
    window.fails = False
    assert window.close()
