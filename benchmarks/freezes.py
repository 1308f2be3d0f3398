"""Very large documents: how long any act of a person holds the window's thread.

By themselves: ``python -m benchmarks.freezes --document rows --page weights``. What counts is the
processor's time of that thread, which other programs do not disturb; the clock's stands beside it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from benchmarks.report import percentiles, table
from core import edits
from core.edits import Edit
from core.state import LinearModel, ScoreTable, State
from gui.app.launch import make_application, make_window
from gui.app.options import Options
from gui.base.work import works_beside
from gui.panels.examples.columns import Column, Kind
from gui.panels.filters import Filter
from gui.window.ahead import Ahead
from gui.window.window import MainWindow

SIZE = (1600, 900)
MOST = 100.0
"""Milliseconds that nothing may hold the window's thread for."""
DOCUMENTS = {
    "rows": (1_000_000, 10, 0),
    "wide": (200_000, 10, 64),
    "classes": (200, 1000, 16),
    "features": (200, 10, 10_000),
}
"""Examples, classes and features; without features there are scores alone."""
PAGES = ("scores", "weights", "batch")
_BEAT = 2
_QUIET = 60
_MOVES = 12


def document(name: str) -> State:
    """One of `DOCUMENTS`, the same in every run."""
    count, classes, depth = DOCUMENTS[name]
    random = np.random.default_rng(0)
    source: ScoreTable | LinearModel
    if depth:
        features = random.normal(size=(count, depth)).round(2)
        weights = (random.normal(size=(classes, depth)) / 8).round(3)
        source = LinearModel(features, weights, np.zeros(classes))
    else:
        source = ScoreTable(random.normal(size=(count, classes)).round(2))
    return State(
        name,
        tuple(f"class {number}" for number in range(classes)),
        tuple(f"example {number}" for number in range(count)),
        random.integers(0, classes, count),
        source,
    )


class Hold(NamedTuple):
    """Milliseconds for which the window's thread was held: of its processor, and of the clock."""

    processor: float
    clock: float


class Pulse(QObject):
    """Beats as often as the event loop lets it: the longest gap is the longest hold."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._loop = QEventLoop(self)
        self._last = self._worst = Hold(0.0, 0.0)
        self._quiet = 0

    def longest(self, act: Callable[[], object]) -> Hold:
        """The longest hold from the act until nothing goes on any more.

        Beats between which little is done for a while, with no thread beside, mean that.
        """
        self._worst, self._quiet, self._last = Hold(0.0, 0.0), 0, _now()
        self._timer.start(_BEAT)
        # Not from a beat: an event loop that runs within one would have none of its own.
        QTimer.singleShot(0, act)
        self._loop.exec()
        self._timer.stop()
        return self._worst

    def _beat(self) -> None:
        now = _now()
        gap = Hold(*(after - before for after, before in zip(now, self._last, strict=True)))
        self._last = now
        self._worst = Hold(*map(max, self._worst, gap))
        calm = gap.processor < 5 * _BEAT and not works_beside()
        self._quiet = self._quiet + 1 if calm else 0
        if self._quiet >= _QUIET:
            self._loop.quit()


def _now() -> Hold:
    return Hold(time.thread_time() * 1e3, time.perf_counter() * 1e3)


@dataclass(frozen=True)
class Act:
    """What is done, on which page."""

    page: str
    name: str
    do: Callable[[], object]


def _edits(state: State) -> Iterator[tuple[str, Edit | None]]:
    """Names of edits, and None for undo."""
    yield "set a score", edits.set_score(0, 1, 1.25)
    yield "Δ", edits.set_margin(1.5)
    yield "hinge", edits.choose_loss("hinge")
    yield "another example", edits.choose_example(100)
    yield "undo", None
    yield "softmax", edits.choose_loss("softmax")
    if state.has_weights:
        yield "set a weight", edits.set_weight(0, 0, 0.5)
        yield "λ", edits.set_strength(0.02)
    yield "correct a label", edits.set_label(0, 1)
    yield "rename a class", edits.rename_class(0, "renamed")
    yield "rename an example", edits.rename_example(0, "renamed")
    yield "remove an example", edits.remove_examples([5])
    yield "add an example", edits.add_example("added")
    yield "undo add an example", None
    yield "duplicate an example", edits.duplicate_examples([3], ["copy"])
    yield "move an example", edits.move_example(0, 10)
    yield "move an example far", edits.move_example(0, state.example_count - 2)
    yield "undo move an example", None
    yield "remove a class", edits.remove_class(0)
    yield "add a class", edits.add_class("added")
    yield "move a class", edits.move_class(0, 1)
    yield "undo move a class", None
    if state.has_weights:
        yield "add a feature", edits.add_feature("added")
        yield "remove a feature", edits.remove_feature(0)


def _at_once(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a person does on any page, in this order."""
    session = window.session
    for name, made in _edits(session.state):
        yield name, session.undo if made is None else partial(session.edit, made)
    yield "redo nothing", session.redo
    yield "undo", session.undo
    yield "redo", session.redo
    yield "pin", session.pin
    yield "set a score, pinned", partial(session.edit, edits.set_score(0, 0, 2.5))
    yield "swap the pin", session.swap_pin
    yield "undo the swap", session.undo
    yield "unpin", session.unpin
    yield "reset", session.reset
    yield "undo the reset", session.undo
    for language in ("ko", "en"):
        yield f"language {language}", partial(window.set_language, language)
    for theme in ("dark", "light"):
        yield f"theme {theme}", partial(window.appearance.wear, theme)
    for mode, on in (("projector", True), ("desk", False)):
        yield f"mode {mode}", partial(window.show_projector, on=on)
    yield "zoom in", window.appearance.zoom_in
    yield "zoom back", window.appearance.zoom_back
    for size in ((1400, 860), SIZE):
        yield f"resize to {size[0]}", partial(window.resize, *size)


def acts(window: MainWindow, page: str) -> Iterator[Act]:
    """Everything a person does on a page that once took long."""
    for name, do in _at_once(window):
        yield Act(page, name, do)
    if page == "batch":
        yield from _in_the_table(window)


def _in_the_table(window: MainWindow) -> Iterator[Act]:
    panel, session = window.pages["batch"].examples, window.session
    by_name = Column(Kind.NAME)
    for column in (by_name, Column(Kind.SCORE, 1), Column(Kind.LOSS, loss="softmax")):
        yield Act("batch", f"sort by {column.kind.value}", partial(_sort, window, column))
    change = edits.set_score(3, 0, 2.5)
    yield Act("batch", "set a score, sorted", partial(session.edit, change))
    yield Act("batch", "sort by name again", partial(_sort, window, by_name))
    rename = edits.rename_example(2, "anew")
    yield Act("batch", "rename, sorted by name", partial(session.edit, rename))
    for text in ("9", "99", ""):
        yield Act("batch", f"search “{text}”", partial(_search, panel, text))
    for standing in ("wrong", "violating", "all"):
        yield Act("batch", f"filter {standing}", partial(panel.set_filter, Filter(standing)))
    yield Act("batch", "duplicate by its button", panel.editor.duplicate)
    yield Act("batch", "add by its button", panel.editor.add)
    yield Act("batch", "remove by its button", panel.editor.remove)
    yield Act("batch", "select all", panel.view.selectAll)
    yield Act("batch", "copy all", panel.view.copy)


def _sort(window: MainWindow, column: Column) -> None:
    window.pages["batch"].examples.view.sort_asked.emit(column, True)


def _search(panel: QWidget, text: str) -> None:
    panel.search.setText(text)
    panel.search.textEdited.emit(text)


def drags(state: State) -> Iterator[tuple[str, Callable[[int], Edit]]]:
    """What is dragged, and the edit of each frame."""
    yield "a score", lambda i: edits.set_score(0, 1, 1.0 + i / 10)
    yield "Δ", lambda i: edits.set_margin(1.0 + i / 10)
    if state.has_weights:
        yield "a weight", lambda i: edits.set_weight(0, 0, i / 10)
        yield "λ", lambda i: edits.set_strength(0.01 * (i + 1))


def measure(name: str, pages: tuple[str, ...] = PAGES) -> None:
    """Print the acts on one document, the longest holds of the window's thread first."""
    make_application()
    state = document(name)
    pulse = Pulse()
    found: list[tuple[str, str, Hold]] = []

    def note(page: str, act: str, do: Callable[[], object]) -> None:
        found.append((page, act, pulse.longest(do)))
        # Whoever cannot wait for the table sees what there is so far.
        print(page, act, *map(round, found[-1][2]), sep="\t", file=sys.stderr)

    # As from a file: one document is there when the other is opened.
    window = make_window(Options(language="en", size=SIZE))
    window.show()
    note("scores", "pages made ahead", Ahead(window.make_ahead, window).begin)
    note("scores", "open", partial(window.session.edit, edits.load(state)))
    for page in PAGES[1:]:
        note(page, "show first", partial(window.show_page, page))
    for page in pages:
        note(page, "show", partial(window.show_page, page))
        for act in acts(window, page):
            note(act.page, act.name, act.do)
    for page in pages:
        note(page, "show", partial(window.show_page, page))
        for what, edit_of in drags(window.session.state):
            frames = _dragged(pulse, window, edit_of)
            columns = [percentiles(column) for column in zip(*frames, strict=True)]
            found.append((page, f"drag {what}, median", Hold(*(one[0] for one in columns))))
            found.append((page, f"drag {what}, worst", Hold(*map(max, zip(*frames, strict=True)))))
            note(page, f"let {what} go", window.session.commit)
    window.close_unasked()
    count, classes, depth = DOCUMENTS[name]
    found.sort(key=lambda row: -row[2].processor)
    late = sum(row[2].processor > MOST for row in found)
    title = f"{count:,} examples, {classes} classes, {depth:,} features: {len(found)} acts"
    head = ("page", "act", "longest hold: processor, ms", "clock, ms")
    rows = [(page, act, *hold) for page, act, hold in found]
    table(f"{title}, {late} hold the window for more than {MOST:.0f} ms", head, rows)


def _dragged(pulse: Pulse, window: MainWindow, edit_of: Callable[[int], Edit]) -> list[Hold]:
    """The longest hold of every frame of a drag that is not yet let go."""
    window.session.begin()
    return [
        pulse.longest(partial(window.session.preview, edit_of(number))) for number in range(_MOVES)
    ]


def main(argv: list[str] | None = None) -> None:
    """Measure every document in a process of its own, so that each has the memory to itself.

    Parameters
    ----------
    argv
        Arguments that narrow it down; by default there are none.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.freezes", description=__doc__)
    parser.add_argument("--document", choices=tuple(DOCUMENTS))
    parser.add_argument("--page", choices=PAGES)
    asked = parser.parse_args(argv or [])
    pages = PAGES if asked.page is None else (asked.page,)
    for name in DOCUMENTS if asked.document is None else (asked.document,):
        program = f"from benchmarks.freezes import measure; measure({name!r}, {pages!r})"
        subprocess.run([sys.executable, "-c", program], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
