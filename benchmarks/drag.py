"""From a mouse move to the painted window: a frame of each drag, beside other ways to draw it."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.report import percentiles, table
from benchmarks.rivals import bare_pyqtgraph, matplotlib
from core import edits
from core.scenario.files import builtin
from core.state import LinearModel, ScoreTable, State
from gui.app.launch import make_application, make_window
from gui.app.options import Options
from gui.charts.cells.cells import Cell
from gui.controls.card import Card
from gui.pages import PAGES
from gui.window.window import MainWindow
from tools.shots import ten_classes

SIZE = (1920, 1080)
MOVES = 300
MANY = 100_000
_RUNS = 3


class _Paints(QObject):
    """Counts the paint events of one widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(  # noqa: N802 - Qt's name
        self, watched: QObject, event: QEvent
    ) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def mouse(widget: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    """Send one event of the left button, or of a pointer that holds it, to a widget."""
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    place = widget.mapToGlobal(at.toPoint()).toPointF()
    event = QMouseEvent(kind, at, place, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def drag(window: MainWindow, target: QWidget, start: QPointF, reach: QPointF) -> list[float]:
    """Milliseconds from a mouse move to the end of its painting, for `MOVES` effective moves.

    They are the processor's, of the thread that draws: other programs do not disturb them.
    """
    app = QApplication.instance()
    paints = _Paints(target)
    mouse(target, QEvent.Type.MouseButtonPress, start)
    app.processEvents()
    times = []
    index = 0
    while len(times) < MOVES:
        index += 1
        at = start + reach * math.sin(index / 15)
        before, shown = paints.count, window.session.state
        begun = time.thread_time()
        mouse(target, QEvent.Type.MouseMove, at)
        for _ in range(3):  # the move, the evaluation it asks for, the painting that asks for
            app.processEvents()
        spent = time.thread_time() - begun
        if window.session.state == shown:
            continue  # the pointer moved by less than a step: there was nothing to paint
        if paints.count == before:
            raise RuntimeError("a move was evaluated but not painted")
        times.append(spent * 1e3)
    mouse(target, QEvent.Type.MouseButtonRelease, start)
    app.processEvents()
    return times


def like_digits() -> State:
    """200 examples of 64 features in ten classes, as many numbers as a set of small pictures."""
    random = np.random.default_rng(0)
    features = random.integers(0, 17, (200, 64)) / 16.0
    weights = random.normal(0.0, 0.5, (10, 64)).round(2)
    scores = features @ weights.T + random.normal(0.0, 2.0, (200, 10))
    classes = tuple(f"{digit}" for digit in range(10))
    examples = tuple(f"digit {number}" for number in range(1, 201))
    model = LinearModel(features, weights, np.zeros(10))
    return State("Like digits", classes, examples, scores.argmax(axis=1), model)


def many() -> State:
    """Very many examples of scores alone, in ten classes."""
    random = np.random.default_rng(0)
    source = ScoreTable(random.normal(size=(MANY, 10)).round(2))
    classes = tuple(f"class {number}" for number in range(10))
    examples = tuple(f"example {number}" for number in range(MANY))
    return State("Many", classes, examples, random.integers(0, 10, MANY), source)


Way = Callable[[MainWindow], None]
"""How a window is laid out before something is dragged in it."""


def _usual(_: MainWindow) -> None:
    """As it opens."""


def _in_a_hall(window: MainWindow, view: str) -> None:
    """In projector mode, with this view of its page."""
    window.show_projector(on=True)
    window.projector.show_view(view)


def _filled(window: MainWindow, card: str) -> None:
    """With this card filling the page."""
    window.findChild(Card, card).fill_asked.emit(window.findChild(Card, card))


def _window(state: State, page: str = "scores", way: Way = _usual) -> MainWindow:
    window = make_window(Options(language="en", size=SIZE, page=page), state)
    window.show()
    way(window)
    rest = QEventLoop()
    QTimer.singleShot(300, rest.quit)  # what a page does a moment later is not the drag's
    rest.exec()
    return window


def _drag_score(state: State, way: Way = _usual) -> list[float]:
    window = _window(state, way=way)
    chart = window.findChild(QWidget, "stage.scores")
    placed = chart.layout_now.placed[0]
    reach = QPointF(60.0, 0.0) if chart.layout_now.rows else QPointF(0.0, 90.0)
    times = drag(window, chart, placed.body.center(), reach)
    window.close_unasked()
    return times


def _drag_score_in_rail(state: State, page: str) -> list[float]:
    window = _window(state, page)
    slider = window.findChild(QWidget, "rail.class.0.slider")
    times = drag(window, slider, QPointF(slider.rect().center()), QPointF(50.0, 0.0))
    window.close_unasked()
    return times


def _drag_strength(state: State, way: Way = _usual) -> list[float]:
    window = _window(state, way=way)
    plot = window.findChild(QWidget, "strength.plot")
    middle = plot.to_pixels(plot.share_of(state.penalty.strength), 0.5)
    times = drag(window, plot.viewport(), middle, QPointF(150.0, 0.0))
    window.close_unasked()
    return times


def _drag_cell(state: State, way: Way = _usual) -> list[float]:
    window = _window(state, "weights", way)
    grid = window.findChild(QWidget, "matrix.grid")
    middle = grid.layout_now.rect(Cell("w", 0, 0)).center()
    times = drag(window, grid, middle, QPointF(150.0, 0.0))
    window.close_unasked()
    return times


def _drag_point(state: State, way: Way = _usual) -> list[float]:
    window = _window(state, "weights", way)
    plot = window.page.landscape.plot
    times = drag(window, plot.viewport(), plot.place_of(*plot.point()), QPointF(90.0, 40.0))
    window.close_unasked()
    return times


def _drag_strength_of_weights(state: State) -> list[float]:
    window = _window(state, "weights")
    slider = window.findChild(QWidget, "rail.lambda.slider")
    times = drag(window, slider, QPointF(slider.rect().center()), QPointF(70.0, 0.0))
    window.close_unasked()
    return times


def _drag_example(state: State, *, follows: bool = False) -> list[float]:
    """A point of the map on Fit; W may follow it."""
    window = _window(state, "fit")
    if follows:
        window.findChild(QWidget, "plane.follows").click()
    chart = window.findChild(QWidget, "plane.map")
    place = QPointF(*chart.layout_now.points[state.view.example].tolist())
    times = drag(window, chart, place, QPointF(60.0, 40.0))
    window.close_unasked()
    return times


def _drag_strength_of_fit(state: State) -> list[float]:
    window = _window(state, "fit")
    slider = window.findChild(QWidget, "rail.lambda.slider")
    times = drag(window, slider, QPointF(slider.rect().center()), QPointF(70.0, 0.0))
    window.close_unasked()
    return times


def _walk(state: State) -> list[float]:
    """Milliseconds of a step downhill, from asking for it to the end of its painting."""
    app = QApplication.instance()
    window = _window(state, "fit")
    walker = window.page.walk.walker
    walker.start_again()
    app.processEvents()
    times = []
    for _ in range(MOVES):
        begun = time.thread_time()
        walker.step()
        for _ in range(3):
            app.processEvents()
        times.append((time.thread_time() - begun) * 1e3)
    window.close_unasked()
    return times


def _elsewhere(state: State) -> Iterator[tuple[str, Callable[[], list[float]]]]:
    """The same drags in projector mode, and where a card fills the page."""
    for what, run, view, card in (
        ("score", _drag_score, "stages", "stage.card.0"),
        ("λ", _drag_strength, "strength", "strength"),
        ("Weights: a cell", _drag_cell, "matrix", "matrix"),
        ("Weights: the point", _drag_point, "landscape", "landscape"),
    ):
        yield f"{what}, projector", partial(run, state, partial(_in_a_hall, view=view))
        yield f"{what}, card fills the page", partial(run, state, partial(_filled, card=card))


def main() -> None:
    """Print milliseconds per frame and their ratios."""
    make_application()
    default = next(item.load() for item in builtin() if item.key == "cat-car-frog")
    ten = ten_classes()
    svm = edits.choose_loss("hinge").apply(ten)
    svm_weights = edits.choose_loss("hinge").apply(default)
    digits = edits.choose_loss("hinge").apply(like_digits())
    petals, halves = (
        next(item.load() for item in builtin() if item.key == key)
        for key in ("iris-petals", "iris-halves")
    )
    runs: tuple[tuple[str, Callable[[], list[float]]], ...] = (
        ("score, 3 classes", lambda: _drag_score(default)),
        ("score, 10 classes", lambda: _drag_score(ten)),
        ("score, 10 classes, SVM", lambda: _drag_score(svm)),
        ("λ, 3 classes", lambda: _drag_strength(default)),
        ("Weights: a cell", lambda: _drag_cell(default)),
        ("Weights: the point", lambda: _drag_point(default)),
        ("Weights: the point, SVM", lambda: _drag_point(svm_weights)),
        ("Weights: λ", lambda: _drag_strength_of_weights(default)),
        ("Weights: a cell, 200 × 64, SVM", lambda: _drag_cell(digits)),
        ("Weights: λ, 200 × 64, SVM", lambda: _drag_strength_of_weights(digits)),
        ("Fit: a point, iris petals", lambda: _drag_example(petals)),
        ("Fit: a point, W follows", lambda: _drag_example(petals, follows=True)),
        ("Fit: a point, iris, W follows", lambda: _drag_example(halves, follows=True)),
        ("Fit: λ, iris petals", lambda: _drag_strength_of_fit(petals)),
        ("Fit: a step, iris petals", lambda: _walk(petals)),
        *_elsewhere(default),
        ("bare pyqtgraph, 10 classes", lambda: bare_pyqtgraph(10, MOVES)),
        ("matplotlib Agg, 10 classes", lambda: matplotlib(10, MOVES)),
    )
    results = [(name, *percentiles(run())) for name, run in runs]
    bare, agg = results[-2][1], results[-1][1]
    table(
        f"A frame of a drag at {SIZE[0]} × {SIZE[1]}, milliseconds",
        ("what", "p50", "p95", "p99", "p50 / bare pyqtgraph", "matplotlib / p50"),
        [(*row, row[1] / bare, agg / row[1]) for row in results],
    )
    _compare_many()


def _compare_many() -> None:
    """Print what a score drag among very many examples costs, beside bare pyqtgraph in turns."""
    alone = many()
    runs: tuple[tuple[str, Callable[[], list[float]]], ...] = (
        ("a bar on Scores", partial(_drag_score, alone)),
        *((f"the rail on {page}", partial(_drag_score_in_rail, alone, page)) for page in PAGES),
    )
    rows = []
    for name, run in runs:
        pairs = [
            (percentiles(run())[0], percentiles(bare_pyqtgraph(10, MOVES))[0]) for _ in range(_RUNS)
        ]
        own, bare = sorted(pairs, key=lambda pair: pair[0] / pair[1])[_RUNS // 2]
        rows.append((name, own, bare, own / bare))
    table(
        f"A frame of a score drag at {MANY:,} × 10, p50 in milliseconds, median of {_RUNS} runs",
        ("where", "p50", "bare pyqtgraph", "ratio"),
        rows,
    )


if __name__ == "__main__":
    main()
