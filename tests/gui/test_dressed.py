"""Menus and dialogs speak the program's own design, in every theme and mode."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGraphicsScene,
    QLabel,
    QMessageBox,
    QPushButton,
    QToolTip,
    QWidget,
)

from core.saving import ChangedOnDiskError
from gui.base.crash import CrashDialog
from gui.base.dressing import dress
from gui.controls.dressed import Dressed, dress_application
from gui.controls.menu import Menu
from gui.files import dialogs
from gui.look.theme import Change, Look, Mode, Type
from gui.look.themes import THEMES
from gui.words.translation import set_language
from tests.gui.window_hand import Counter, near, open_window, settle

GUI = Path(__file__).parents[2] / "gui"
SOURCES = {path.relative_to(GUI).as_posix(): path.read_text("utf-8") for path in GUI.rglob("*.py")}
PATH = Path("cat.json")


class Host(QWidget):
    """Stands for the window: it has a look and gives it to its dialogs."""

    def __init__(self, look):
        super().__init__()
        self.look = look

    def dress(self, dialog):
        Dressed(self.look, dialog)


@pytest.fixture
def host(qtbot):
    host = Host(Look())
    qtbot.addWidget(host)
    host.show()
    return host


class Asked:
    """Takes down what a dialog looks like when it is up, and closes it."""

    def __init__(self):
        self.seen = None

    def look(self):
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        self.seen = read(box)
        box.close()


def read(box):
    parts = [*box.findChildren(QLabel), *box.findChildren(QPushButton)]
    shown = [part for part in parts if part.isVisible() and part.text()]
    return {
        "fonts": {part.font().pixelSize() for part in shown},
        "ground": box.grab().toImage().pixelColor(2, 2),
        "buttons": [
            (one.text(), one.width(), one.sizeHint().width())
            for one in box.findChildren(QPushButton)
        ],
    }


QUESTIONS = {
    "changes": lambda host: dialogs.ask_about_changes(host, "Cat, car, frog"),
    "overwriting": lambda host: dialogs.ask_about_overwriting(host, PATH, ChangedOnDiskError()),
    "put away": lambda host: dialogs.ask_about_put_away(host, ["one", "two"]),
    "failure": lambda host: dialogs.tell(host, "It failed.", "Why it did."),
}


def asked(host, question):
    asked = Asked()
    QTimer.singleShot(0, asked.look)
    QUESTIONS[question](host)
    settle()
    return asked.seen


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_in_the_window_s_type_and_no_button_is_cut(host, question, language):
    set_language(language)
    host.look.fit(960, 540)  # so that there is room for it on the screen of tests
    host.look.set_mode(Mode.PROJECTOR)
    seen = asked(host, question)
    assert seen["fonts"] == {host.look.font(Type.BODY).pixelSize()}
    assert seen["buttons"]
    for text, width, wanted in seen["buttons"]:
        assert width >= wanted, text


@pytest.mark.parametrize("theme", THEMES)
def test_a_dialog_lies_on_the_theme_s_ground(host, theme):
    host.look.wear(theme)
    assert asked(host, "changes")["ground"] == host.look.color("card")


def test_the_crash_dialog_follows_a_switch_of_theme_while_it_stands(host):
    dialog = CrashDialog("details", host)
    dress(dialog)
    dialog.show()
    for theme in ("dark", "projector", "light"):
        host.look.wear(theme)
        settle()
        assert read(dialog)["ground"] == host.look.color("card")
    dialog.close()
    settle()
    host.look.wear("dark")  # nothing of it is left that would listen


def test_a_dialog_of_a_window_without_a_look_is_left_as_it_is(qtbot):
    plain = QWidget()
    qtbot.addWidget(plain)
    dialog = QDialog(plain)
    dress(dialog)
    assert not dialog.styleSheet()
    dress(QDialog())


def open_menu(host):
    menu = Menu(host.look, "menu", host)
    for text in ("first", "second"):
        menu.addAction(text)
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(menu.actions()[1])
    settle()
    return menu


@pytest.mark.parametrize("theme", THEMES)
def test_a_menu_opens_in_the_look_of_the_moment(host, theme):
    menu = open_menu(host)
    menu.close()
    host.look.set_mode(Mode.PROJECTOR)
    host.look.wear(theme)
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(menu.actions()[1])
    settle()
    image, look = menu.grab().toImage(), host.look
    assert menu.font().pixelSize() == look.font(Type.BODY).pixelSize()
    first, second = (menu.actionGeometry(action) for action in menu.actions())
    assert image.pixelColor(first.right() - 3, first.center().y()) == look.color("card")
    # The entry where the keyboard is has a bar as well as a colour.
    assert near(image.pixelColor(second.right() - 3, second.center().y()), look.color("tab"))
    assert near(image.pixelColor(second.left() + 2, second.center().y()), look.color("focus"))
    menu.close()


def test_keys_stand_clear_of_the_words_and_a_menu_does_not_grow_each_time(host):
    menu = Menu(host.look, "menu", host)
    menu.addAction("a long enough entry").setShortcut(Qt.Key.Key_F9)
    widths = []
    for _ in range(3):
        menu.popup(QPoint(0, 0))
        widths.append(menu.width())
        menu.close()
    assert len(set(widths)) == 1
    entry, key = (host.look.width(text, Type.BODY) for text in ("a long enough entry", "F9"))
    assert widths[0] > entry + key + host.look.px(24 + 14 + 30)


def makers():
    """By name, the files of gui in which something is made."""
    found = defaultdict(set)
    for path, text in SOURCES.items():
        if not re.search(r"\b(QMenu|QMessageBox|QProgressDialog|\w*Dialog|dress|Dressed)\(", text):
            continue  # reading it as Python would take longer than all else
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found[node.func.id].add(path)
    return found


def test_no_menu_and_no_dialog_is_made_that_is_not_dressed():
    made = makers()
    assert "QMenu" not in made
    kinds = "QMessageBox", "QProgressDialog", "CrashDialog", "QDialog"
    boxes = set().union(*(made[kind] for kind in kinds))
    own = {path for path, text in SOURCES.items() if "(QDialog):" in text} - {"base/crash.py"}
    assert boxes
    assert boxes <= made["dress"]
    assert own
    assert own <= made["Dressed"]


def test_tool_tips_have_the_window_s_colours_and_type(qtbot):
    window = open_window(qtbot)
    for theme in THEMES:
        window.look.wear(theme)
        palette = QToolTip.palette()
        assert palette.toolTipBase().color() == window.look.color("selected")
        assert palette.toolTipText().color() == window.look.color("on_selected")
    window.look.set_mode(Mode.PROJECTOR)
    assert QToolTip.font().pixelSize() == window.look.font(Type.SMALL).pixelSize()
    # What Qt puts up by itself, such as the choice of a file, has it from the application.
    box = QMessageBox(window)
    box.ensurePolished()
    assert box.font().pixelSize() == window.look.font(Type.BODY).pixelSize()
    box.deleteLater()


def test_a_look_that_is_worn_already_is_told_to_no_plot(qapp):
    look, scene = Look(), QGraphicsScene()
    dress_application(look, Change.ALL)
    told = Counter(scene, QEvent.Type.ApplicationFontChange)
    dress_application(look, Change.ALL)
    assert told.count == 0
    look.set_zoom(1.5)
    dress_application(look, Change.SIZES)
    assert told.count > 0
