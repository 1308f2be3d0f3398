"""The marks of the Scores page drawn in other ways, without any logic, to compare drags with."""

from __future__ import annotations

import math
import time

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication


def _marks(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x = np.linspace(0.0, 1.0, 241)
    return np.arange(count), x, np.exp(-3 * x)


def bare_pyqtgraph(count: int, moves: int) -> list[float]:
    """The same marks as the Scores page, in plain pyqtgraph, updated without any logic."""
    app = QApplication.instance()
    widget = pg.GraphicsLayoutWidget()
    widget.resize(1500, 916)
    classes, x, y = _marks(count)
    bars, texts, curves, lines = [], [], [], []
    for _ in range(3):
        plot = widget.addPlot()
        bars.append(pg.BarGraphItem(x=classes, height=classes + 1.0, width=0.7))
        plot.addItem(bars[-1])
        plot.setRange(yRange=(-5, 12), xRange=(-1, count), disableAutoRange=True)
        for place in classes:
            texts.append((pg.TextItem("0.0", anchor=(0.5, 1)), int(place)))
            plot.addItem(texts[-1][0])
    for index, fills in enumerate(((None,), (None, None), (0.0, 0.0))):
        if index == 1:
            widget.nextRow()
        plot = widget.addPlot(colspan=1 if index == 0 else 2)
        plot.setRange(xRange=(0, 1), yRange=(0, 2), disableAutoRange=True)
        for fill in fills:
            pen = pg.mkPen("#7B3FB5", width=3)
            curves.append(plot.plot(x, y, pen=pen, antialias=True, fillLevel=fill, brush="#EFE6F8"))
        curves.append(plot.plot([0.5], [0.5], pen=None, symbol="o"))
        lines.append(pg.InfiniteLine(0.5))
        plot.addItem(lines[-1])
        for _ in range(2):
            texts.append((pg.TextItem("0.0"), 0))
            plot.addItem(texts[-1][0])
    widget.show()
    app.processEvents()
    times = []
    for index in range(moves):
        shift = math.sin(index / 15)
        begun = time.thread_time()
        for bar in bars:
            bar.setOpts(height=classes + 1.0 + shift)
        for text, place in texts:
            text.setText(f"{place + 1 + shift:.2f}")
            text.setPos(place, place + 1.0 + shift)
        for curve in curves:
            if len(curve.xData) > 1:
                curve.setData(x, y + 0.2 * shift)
            else:
                curve.setData([0.5 + 0.2 * shift], [0.5])
        for line in lines:
            line.setPos(0.5 + 0.2 * shift)
        app.processEvents()
        times.append((time.thread_time() - begun) * 1e3)
    widget.close()
    return times


def matplotlib(count: int, moves: int) -> list[float]:
    """The same marks in matplotlib, artists updated in place, the figure drawn by Agg."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(15, 9.16), dpi=100)
    canvas = FigureCanvasAgg(figure)
    grid = figure.add_gridspec(2, 4)
    classes, x, y = _marks(count)
    bars, texts, curves, lines = [], [], [], []
    for column in range(3):
        axes = figure.add_subplot(grid[0, column])
        bars.append(axes.bar(classes, classes + 1.0))
        axes.set_ylim(-5, 12)
        texts += [(axes.text(place, 1.0, "0.0", ha="center"), int(place)) for place in classes]
    for place, fills in ((grid[0, 3], 0), (grid[1, :2], 0), (grid[1, 2:], 2)):
        axes = figure.add_subplot(place)
        axes.set_ylim(0, 2)
        axes.set_xlim(0, 1)
        for number in range(max(1, fills)):
            fill = axes.fill_between(x, y, color="#EFE6F8") if fills else None
            curves.append((axes.plot(x, y * (1 - 0.1 * number), linewidth=3)[0], fill))
        axes.plot([0.5], [0.5], "o")
        lines.append(axes.axvline(0.5))
        texts += [(axes.text(0.5, 1.0, "0.0"), 0) for _ in range(2)]
    times = []
    for index in range(moves // 5):
        shift = math.sin(index / 15)
        begun = time.thread_time()
        for container in bars:
            for patch, height in zip(container, classes + 1.0 + shift, strict=True):
                patch.set_height(height)
        for text, place in texts:
            text.set_text(f"{place + 1 + shift:.2f}")
            text.set_y(min(1.9, 1.0 + 0.1 * shift) if place == 0 else place + 1.0 + shift)
        for curve, fill in curves:
            curve.set_ydata(y + 0.2 * shift)
            if fill is not None:
                fill.set_data(x, y + 0.2 * shift, 0.0)
        for line in lines:
            line.set_xdata([0.5 + 0.2 * shift] * 2)
        canvas.draw()
        times.append((time.thread_time() - begun) * 1e3)
    return times
