"""What curves are drawn on: a view with an axis below it and one at its left, and no more.

pyqtgraph's own `PlotItem` makes two further axes, a title, a button and a menu of six pages of
controls with each plot. None of them is ever shown here, and making them took most of the time.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtWidgets import QGraphicsGridLayout, QGraphicsItem


class Sheet(pg.GraphicsWidget):
    """A view of unit coordinates whose range stays, and its two axes."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = QGraphicsGridLayout()
        self.rows.setContentsMargins(1, 1, 1, 1)
        self.rows.setSpacing(0)
        self.setLayout(self.rows)
        self.view = pg.ViewBox(parent=self, enableMenu=False, enableMouse=False, defaultPadding=0)
        self.view.disableAutoRange()
        self.view.setRange(xRange=(0, 1), yRange=(0, 1), padding=0)
        self.rows.addItem(self.view, 0, 1)
        self.axes: dict[str, pg.AxisItem] = {}
        for side, place in (("bottom", (1, 1)), ("left", (0, 0))):
            axis = self.axes[side] = pg.AxisItem(side, parent=self)
            axis.enableAutoSIPrefix(False)  # of a label that it does not have
            axis.linkToView(self.view)
            self.rows.addItem(axis, *place)
            axis.setZValue(0.5)  # over areas, under what wants to lie over the axes
            axis.setFlag(QGraphicsItem.GraphicsItemFlag.ItemNegativeZStacksBehindParent)
