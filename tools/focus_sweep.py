"""Changes the document under every control while it holds the focus.

``python -m tools.focus_sweep --seed 7 --tries 5000`` ends with "N tries, M failures" and exit
status 1 where there was one. A try puts the focus on a control, the one that had it least often
before, and then changes the document, the page or the language under it.
"""

from __future__ import annotations

import argparse
import faulthandler
import random
import sys
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from core import edits
from core.state import State
from gui.app.launch import make_application, make_window
from gui.app.options import Options
from gui.pages import PAGES
from gui.window.window import MainWindow
from gui.words.translation import LANGUAGES, language
from tools.faults import Faults, documents, own_home, settle
from tools.report import conclude

TRIES_A_WINDOW = 200


def removals(state: State) -> list[edits.Edit]:
    """What can be taken out of a document."""
    chosen, last = state.view.example, state.class_count - 1
    found = [edits.remove_examples([chosen]), edits.remove_class(last)]
    if state.has_weights:
        found.append(edits.remove_feature(state.feature_count - 1))
    return found


def focusable(window: QWidget) -> list[QWidget]:
    """Every control that a person can give the keyboard to now."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


class Sweep:
    """One run over controls, pages and changes, the same for the same seed."""

    def __init__(self, seed: int, faults: Faults) -> None:
        self._random = random.Random(seed)
        self._faults = faults
        self._documents = documents()
        self._tried: Counter[str] = Counter()
        self.failures: list[str] = []
        self.changes: dict[str, Callable[[MainWindow, State], None]] = {
            "scenario": lambda window, other: self._edit(window, edits.load(other)),
            "undo": lambda window, _: window.session.undo(),
            "redo": lambda window, _: window.session.redo(),
            "reset": lambda window, _: window.session.reset(),
            "remove": self._remove,
            "pin": lambda window, _: window.session.pin(),
            "unpin": lambda window, _: window.session.unpin(),
            "language": lambda window, _: window.set_language(
                next(code for code in LANGUAGES if code != language())
            ),
            "page": lambda window, _: window.show_page(self._random.choice(list(PAGES))),
        }

    def run(self, tries: int) -> None:
        """Make so many tries."""
        done = 0
        while done < tries:
            window = make_window(Options(language="en", size=(1280, 720)), self._any()[1])
            window.show()
            window.activateWindow()
            settle()
            for _ in range(min(TRIES_A_WINDOW, tries - done)):
                self._try(window)
                done += 1
            window.session.document.mark_saved(None)
            window.hide()
            window.deleteLater()
            settle()

    def _any(self) -> tuple[str, State]:
        return self._random.choice(list(self._documents.items()))

    @staticmethod
    def _edit(window: MainWindow, edit: edits.Edit) -> None:
        window.session.edit(edit)

    def _remove(self, window: MainWindow, _: State) -> None:
        self._edit(window, self._random.choice(removals(window.session.state)))

    def _try(self, window: MainWindow) -> None:
        change = self._random.choice(list(self.changes))
        page = self._random.choice(list(PAGES))
        (first, before), (second, after) = self._any(), self._any()
        window.show_page(page)
        self._edit(window, edits.load(before))
        if change in {"undo", "redo", "reset"}:
            settle()
            self._edit(window, edits.load(after))
        if change == "redo":
            settle()
            window.session.undo()
        settle()
        control = self._next(page, focusable(window))
        name = control.objectName()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        self.changes[change](window, after)
        settle()
        found = self._faults.take()
        focus = QApplication.focusWidget()
        if focus is not None and not focus.isVisible():
            found.append(f"the focus is on {focus.objectName()}, which nobody sees")
        if window.session.evaluation.state is not window.session.state:
            found.append("what is shown is not what is set")
        where = f"{page}: {name}, {change}, {first} -> {second}"
        self.failures += [f"{where}\n{fault}" for fault in found]

    def _next(self, page: str, controls: list[QWidget]) -> QWidget:
        self._random.shuffle(controls)
        chosen = min(controls, key=lambda one: self._tried[f"{page} {one.objectName()}"])
        self._tried[f"{page} {chosen.objectName()}"] += 1
        return chosen


def main() -> int:
    """Do what the command line asks for; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tries", type=int, default=5000)
    asked = parser.parse_args()
    faulthandler.enable()
    with own_home(), Faults() as faults:
        make_application().setQuitOnLastWindowClosed(False)
        sweep = Sweep(asked.seed, faults)
        sweep.run(asked.tries)
    return conclude(asked.tries, "tries", sweep.failures)


if __name__ == "__main__":
    sys.exit(main())
