"""The best W in the frame of a drag of λ, beside bare pyqtgraph, and how soon it is exact again."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QEventLoop, QPointF, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.drag import MOVES, SIZE, drag, mouse
from benchmarks.report import percentiles, table
from benchmarks.rivals import bare_pyqtgraph
from core import edits
from core.fit.known import worth_of
from core.state import State
from gui.app.launch import make_application, make_window
from gui.app.options import Options
from gui.base.work import let_work_end, works_beside
from gui.window.window import MainWindow
from tools.shots import changed, scenario

RUNS = 3
LONG = 300_000
"""Milliseconds that a course may take to be found."""
GLANCE = 2_000


def _window(state: State) -> MainWindow:
    window = make_window(Options(language="en", size=SIZE, page="fit"), state)
    window.show()
    window.page.turns.turn_to("best")
    window.page.show_evaluation(window.session.evaluation)
    QApplication.processEvents()
    return window


def _drag_strength(window: MainWindow) -> list[float]:
    plot = window.findChild(QWidget, "path.plot")
    middle = plot.to_pixels(plot.share_of(window.session.state.penalty.strength), 0.5)
    return drag(window, plot.viewport(), middle, QPointF(150.0, 0.0))


def _frames(state: State) -> tuple[float, ...]:
    """p50 and p99 of a drag, then those of bare pyqtgraph: medians of runs that take turns."""
    window = _window(state)
    let_work_end(LONG)
    runs: tuple[Callable[[], list[float]], ...] = (
        partial(_drag_strength, window),
        partial(bare_pyqtgraph, 10, MOVES),
    )
    found = [[percentiles(run()) for run in runs] for _ in range(RUNS)]
    window.close_unasked()
    middle = sorted(found, key=lambda pair: pair[0][0] / pair[1][0])[RUNS // 2]
    return (*middle[0][::2], *middle[1][::2])


def _until_exact(state: State) -> float:
    """Milliseconds from letting go of λ, between two that are known, to the exact best W."""
    window = _window(state)
    let_work_end(LONG)
    plot = window.findChild(QWidget, "path.plot").viewport()
    chart = window.findChild(QWidget, "path.plot")
    start = chart.to_pixels(chart.share_of(window.session.state.penalty.strength), 0.5)
    times = []
    for run in range(RUNS):
        mouse(plot, QEvent.Type.MouseButtonPress, start)
        QApplication.processEvents()
        end = start + QPointF(41.0 + 17.0 * run, 0.0)
        mouse(plot, QEvent.Type.MouseMove, end)
        QApplication.processEvents()
        begun = time.perf_counter()
        mouse(plot, QEvent.Type.MouseButtonRelease, end)
        QApplication.processEvents()
        let_work_end(LONG)
        times.append(1e3 * (time.perf_counter() - begun))
        found = worth_of(window.session.evaluation)
        if found is None or not found.fit.exact:
            raise RuntimeError("the best W at rest is not exact")
        start = end
    window.close_unasked()
    return sorted(times)[RUNS // 2]


def _stalls(state: State) -> tuple[int, float, float]:
    """Milliseconds between two turns of the window's while courses are found: p50 and p99."""
    window = _window(state)
    gaps: list[float] = []
    last = time.perf_counter()

    def note() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(1e3 * (now - last))
        last = now

    ticks = QTimer()
    ticks.timeout.connect(note)
    ticks.start(1)
    glance = QEventLoop()
    QTimer.singleShot(GLANCE, glance.quit)
    if works_beside():
        glance.exec()
    ticks.stop()
    window.close_unasked()
    middle, _, most = percentiles(gaps)
    return len(gaps), middle, most


def main() -> None:
    """Print frames beside bare pyqtgraph, the time to the exact W, and stalls."""
    make_application()
    petals, iris, digits = map(scenario, ("iris-petals", "iris-halves", "digits"))
    hinge, l1 = edits.choose_loss("hinge"), edits.choose_penalty("l1")
    cases = (
        ("iris petals", petals),
        ("iris petals, SVM, L1", changed(petals, hinge, l1)),
        ("iris, half held out", iris),
        ("iris, half held out, L1", changed(iris, l1)),
        ("digits 200", digits),
        ("digits 200, SVM", changed(digits, hinge)),
    )
    rows = []
    for name, state in cases:
        p50, p99, bare50, bare99 = _frames(state)
        rows.append((name, p50, p99, bare50, bare99, p50 / bare50, p99 / bare99))
    table(
        f"Fit: a frame of a drag of λ at {SIZE[0]} × {SIZE[1]}, milliseconds",
        ("what", "p50", "p99", "bare p50", "bare p99", "p50 ratio", "p99 ratio"),
        rows,
    )
    table(
        "From letting go of λ to the exact best W, milliseconds",
        ("what", "time"),
        [(name, _until_exact(state)) for name, state in cases[-2:]],
    )
    table(
        "Between two turns of the window's while courses are found, milliseconds",
        ("what", "turns", "p50", "p99"),
        [(name, *_stalls(state)) for name, state in cases[2:]],
    )


if __name__ == "__main__":
    main()
