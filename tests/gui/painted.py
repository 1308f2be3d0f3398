"""What a window says on screen: every text that is painted in it, how large and where."""

from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QRegion,
    QTransform,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.look import painting
from gui.panels.examples.mean_row import MeanRow


@dataclass(frozen=True, eq=False)
class Text:
    """A text as it was painted; `size` is that of its font, `area` what its ink fills."""

    widget: QWidget
    words: str
    size: float
    family: str
    ink: str
    """Its colour, as ``#rrggbb``."""
    area: QRectF
    """In pixels of the window."""

    def __str__(self):
        area = self.area.toRect()
        place = f"{area.left()},{area.top()} {area.width()}x{area.height()}"
        return f"{self.name} {self.words!r} {self.size:.1f} px at {place}"

    @property
    def name(self):
        """The object name of the widget that painted it, or of the nearest around it."""
        widget = self.widget
        while widget is not None and not widget.objectName():
            widget = widget.parentWidget()
        return "" if widget is None else widget.objectName()


class _Engine(QPaintEngine):
    """Notes texts; shapes and pictures leave no trace. As for a file, no kept pixels are used."""

    def __init__(self):
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.texts = []
        self._transform = QTransform()
        self._ink = ""

    def begin(self, device, /):
        return True

    def end(self):
        return True

    def type(self):
        return QPaintEngine.Type.User

    def updateState(self, state, /):
        if state.state() & QPaintEngine.DirtyFlag.DirtyTransform:
            self._transform = QTransform(state.transform())
        if state.state() & QPaintEngine.DirtyFlag.DirtyPen:
            self._ink = state.pen().color().name()

    def drawTextItem(self, at, item, /):
        font = QFont(item.font())
        self.texts.append((item.text(), font, self._ink, QPointF(at), self._transform))

    def drawPath(self, path, /):
        pass

    def drawPolygon(self, points, count, mode=None, /):
        pass

    def drawPixmap(self, target, pixmap, source, /):
        pass

    def drawImage(self, target, image, source, flags=None, /):
        pass

    def drawTiledPixmap(self, target, pixmap, offset, /):
        pass


class _Device(QPaintDevice):
    def __init__(self, widget):
        super().__init__()
        self._widget = widget
        self.engine = _Engine()

    def paintEngine(self):
        return self.engine

    def metric(self, metric, /):
        return self._widget.metric(metric)


def _as_on_screen(_, font):
    """A file has other figures than the screen."""
    return font


def texts_of(window):
    """Every text that is painted in `window` as it is shown now."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            device = _Device(widget)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(painting, "font_for", _as_on_screen)
                widget.render(device, QPoint(), QRegion(), QWidget.RenderFlag(0))
            corner = QPointF(widget.mapTo(window, QPoint(0, 0)))
            for words, font, color, at, transform in device.engine.texts:
                if words.strip():
                    metrics = QFontMetricsF(font)
                    ink = metrics.tightBoundingRect(words).translated(at)
                    # Of figures that Qt makes bold by itself it says more than they fill.
                    ink.setWidth(min(ink.width(), metrics.horizontalAdvance(words)))
                    scale = abs(transform.m22()) or abs(transform.m12())
                    area = transform.mapRect(ink).translated(corner)
                    size, family = font.pixelSize() * scale, font.families()[0]
                    found.append(Text(widget, words, size, family, color, area))
    return found


def grounds_of(window, texts):
    """What each text stands on: of the colours around its ink the one with most pixels."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), -1) & 0xFFFFFF
    found = []
    for text in texts:
        area = (text.area & _seen(text)).toAlignedRect().adjusted(-1, -1, 1, 1)
        part = rows[max(0, area.top()) : area.bottom() + 1, max(0, area.left()) : area.right() + 1]
        colors, counts = np.unique(part[part != int(text.ink[1:], 16)], return_counts=True)
        found.append(f"#{colors[counts.argmax()]:06x}" if colors.size else text.ink)
    return found


_SLACK = 0.1
"""Of the type's size: so far what Qt makes bold by itself is said to reach beyond what it fills."""


def _core(text):
    sides = text.area.width(), text.area.height()
    across, down = (min(max(1.5, _SLACK * text.size), 0.4 * side) for side in sides)
    return text.area.adjusted(across, down, -across, -down)


def _seen(text):
    """What is to be seen of the widget that painted a text, in pixels of the window."""
    seen = QRectF(text.widget.visibleRegion().boundingRect())
    return seen.translated(QPointF(text.widget.mapTo(text.widget.window(), QPoint(0, 0))))


def _scrolls(widget):
    """Whether what is cut off there can be scrolled to; the line of means goes with its table."""
    return isinstance(widget.parentWidget(), QAbstractItemView) or isinstance(widget, MeanRow)


def cut(texts):
    """Texts that do not lie wholly in the part of their widget that is to be seen."""
    still = [text for text in texts if not _scrolls(text.widget)]
    return [text for text in still if not _seen(text).contains(_core(text))]


def overlapping(texts):
    """Pairs of texts of which one is painted into the other."""
    seen = [(_core(text) & _seen(text), text) for text in texts]
    seen.sort(key=lambda one: one[0].left())
    found = []
    for place, (area, text) in enumerate(seen):
        for other, beside in seen[place + 1 :]:
            if other.left() > area.right():
                break
            if area.intersects(other):
                found.append((text, beside))
    return found
