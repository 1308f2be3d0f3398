"""The Fit page in its window: its key, what it needs, how it opens, and how it is left."""

import subprocess
import sys

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest

from core.edits import load
from core.state import LinearModel, State
from tests.gui.window_hand import CTRL, Hand, Key, open_window, part, scenario, settle


def test_it_comes_by_its_key_and_is_made_only_then(qtbot):
    window = open_window(qtbot)
    assert "fit" not in window.pages
    QTest.keyClick(window, Key.Key_4, CTRL)
    settle()
    assert window.page is window.pages["fit"]
    assert part(window, "plane.map").isVisible()


def test_scores_alone_are_told_what_they_lack_and_offered_it(keep):
    window = keep.open(scenario("blank-scores"), page="fit")
    give = part(window, "fit.give_features")
    assert give.isVisible()
    Hand(window).click(give)
    settle()
    assert window.session.state.has_weights
    assert part(window, "plane.map").isVisible()
    assert window.session.document.undo_label.key == "give_features"


def test_a_document_of_many_features_opens_on_the_best_w(keep):
    window = keep.open(page="fit")
    assert window.page.turns.card == "walk"
    model = LinearModel(np.eye(3, 30), np.zeros((2, 30)), np.zeros(2))
    many = State("many", ("a", "b"), ("p", "q", "r"), np.array([0, 1, 0]), model)
    window.session.edit(load(many))
    settle()
    assert window.page.turns.card == "best"
    window.page.turns.turn_to("walk")
    window.page.show_evaluation(window.session.evaluation)
    assert window.page.turns.card == "walk"
    assert "30 features" in part(window, "plane.hint").text()


def test_a_window_closed_in_mid_run_leaves_nothing_behind(qtbot):
    window = open_window(qtbot, page="fit")
    QTest.keyClick(window, Key.Key_F7)
    settle()
    walker = window.page.walk.walker
    assert walker.running
    window.close_unasked()
    assert not walker.running
    assert not walker._next.isActive()
    # Where no loop runs that could be ended, none that is yet to come is.
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    assert loop.exec() == 0


NOT_YET = """
import sys
from pathlib import Path
from gui.app.launch import make_application, make_window
from gui.app.options import Options
application = make_application()
window = make_window(Options(page="scores", language="en", size=(1280, 720), render=Path("none")))
window.show()
application.processEvents()
print([one for one in sys.modules if one.startswith(("core.fit", "gui.pages.fit"))])
window.close_unasked()
"""


def test_nothing_of_it_is_loaded_where_a_window_opens_on_another_page():
    code = [sys.executable, "-c", NOT_YET]
    told = subprocess.run(code, check=True, capture_output=True, text=True, timeout=120)
    assert told.stdout.strip() == "[]"
