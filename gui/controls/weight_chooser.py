"""A button that names one weight of W and offers the others in a menu."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.controls.button import Button
from gui.controls.menu import Menu
from gui.look.glyphs import draw_glyph
from gui.look.painting import draw_box, draw_focus, painter_for
from gui.look.theme import Change, Look, Type
from gui.words.tips import literal, on_button
from gui.words.translation import tr

Weight = tuple[int, int]
"""Class and feature."""
_LOOKED_AT = 200


def weight_text(classes: Sequence[str], features: Sequence[str], weight: Weight) -> str:
    """``W[cat, x₁]``."""
    return tr("weight.name", of=classes[weight[0]], feature=features[weight[1]])


class WeightChooser(Button):
    """Shows which weight is on an axis; the one on the other axis cannot be chosen.

    Parameters
    ----------
    look
        How the window looks now.
    name
        The object name.
    arrow
        A sign before the weight that says which axis this is.
    """

    chosen = Signal(object)
    """The `Weight` a person chose."""

    def __init__(self, look: Look, name: str, arrow: str, parent: QWidget | None = None) -> None:
        self._arrow = arrow
        self._classes: Sequence[str] = ()
        self._features: Sequence[str] = ()
        self._own: Weight = (0, 0)
        self._other: Weight = (0, 0)
        self._tip = self._taken = ""
        self._lines: tuple[str, ...] = ("",)
        super().__init__(look, name, parent=parent)
        self._menu = Menu(look, f"{name}.menu", self)
        self._menu.setToolTipsVisible(True)
        self._one = QActionGroup(self._menu)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def set_phrases(self, tip: str, taken: str) -> None:
        """Set what the tool tip says, and why the other axis's weight cannot be chosen."""
        self._tip, self._taken = tip, taken
        self._write()

    def set_weights(
        self, classes: Sequence[str], features: Sequence[str], own: Weight, other: Weight
    ) -> None:
        """Show the weight `own` of W (class and feature names); `other` is on the other axis."""
        shown = (classes, features, own, other)
        if shown != (self._classes, self._features, self._own, self._other):
            self._classes, self._features, self._own, self._other = shown
            self._write()

    def weight_text(self, weight: Weight) -> str:
        """The name of a weight."""
        return weight_text(self._classes, self._features, weight)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts and sizes."""
        super().apply_look(what)
        self._write()

    def _write(self) -> None:
        """Name the weight: on one line, else the class above the feature, each cut in its middle.

        Names that are numbered differ at their ends.
        """
        if not self._classes:
            return
        name = self.weight_text(self._own)
        measure = self._look.metrics(Type.SMALL)
        room = self.width() - self._look.px(46) - measure.horizontalAdvance(f"{self._arrow} ")
        self._lines = (name,)
        if measure.horizontalAdvance(name) > room:
            # Characters that no name has tell what stands around the names.
            before, rest = tr("weight.name", of="\0", feature="\1").split("\0")
            between, after = rest.split("\1")
            self._lines = (
                _cut(measure, self._classes[self._own[0]], room, before, between.rstrip()),
                _cut(measure, self._features[self._own[1]], room, "", after),
            )
        text = f"{self._arrow} " + on_button("\n".join(self._lines))
        tip = "\n".join(filter(None, (name, self._tip)))
        if (self.text(), self.toolTip()) != (text, literal(tip)):
            self.set_words(text, tip)
        self.setFixedHeight(self.sizeHint().height())
        self.setAccessibleName(f"{self._tip}: {name}" if self._tip else name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def sizeHint(self) -> QSize:
        # What the names need never moves the plot beside it.
        look = self._look
        text = len(self._lines) * look.metrics(Type.SMALL).height() + look.px(8)
        return QSize(look.px(120), max(look.target(34), math.ceil(text)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, area = self._look, QRectF(self.rect())
        fill, edge, ink = self._colors()
        with painter_for(self) as painter:
            radius, pad, mark = 8 * look.scale, look.px(10), self._mark()
            draw_box(painter, area, radius, fill, edge, width=max(1.0, look.scale))
            if self.ring:
                draw_focus(painter, look, area, radius)
            inner = area.adjusted(pad, 0, -pad, 0)
            arrow = f"{self._arrow} "
            painter.setPen(ink)
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, arrow)
            beside = inner.adjusted(look.metrics(Type.SMALL).horizontalAdvance(arrow), 0, 0, 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(beside, flags, "\n".join(self._lines))
            place = QRectF(inner.right() - mark, inner.center().y() - mark / 2, mark, mark)
            draw_glyph(painter, "down", place, ink, max(1.2, 1.7 * look.scale))

    # -- the menu -----------------------------------------------------------------------------

    def _fill(self) -> None:
        """Offer all weights: a submenu for each class, or a plain list where D is 1."""
        for action in self._menu.actions():
            submenu = action.menu()
            if isinstance(submenu, QMenu):
                submenu.deleteLater()
        self._menu.clear()
        self._one.deleteLater()
        self._one = QActionGroup(self._menu)
        for number, name in enumerate(self._classes):
            if len(self._features) == 1:
                self._offer(self._menu, (number, 0), self.weight_text((number, 0)))
                continue
            part = f"{self._menu.objectName()}.{number}"
            submenu = self._menu.add_part(part, on_button(name))
            submenu.setToolTipsVisible(True)
            submenu.menuAction().setCheckable(True)
            submenu.menuAction().setChecked(number == self._own[0])
            for feature, text in enumerate(self._features):
                self._offer(submenu, (number, feature), text)

    def _offer(self, menu: QMenu, weight: Weight, text: str) -> None:
        text = on_button(text)
        if weight == self._other:
            text = f"{text} ({self._taken})"
        action = menu.addAction(text)
        self._one.addAction(action)
        action.setData(weight)
        action.setCheckable(True)
        action.setChecked(weight == self._own)
        action.setEnabled(weight != self._other)
        tip = self._taken if weight == self._other else self.weight_text(weight)
        action.setToolTip(literal(tip))
        action.triggered.connect(self._triggered)

    def _triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and tuple(action.data()) != self._own:
            self.chosen.emit(tuple(action.data()))


def _cut(measure: QFontMetricsF, name: str, room: float, before: str, after: str) -> str:
    left = room - measure.horizontalAdvance(before + after)
    # The middle of a very long name is not looked at: measuring it would take long.
    name = name if len(name) <= 2 * _LOOKED_AT else f"{name[:_LOOKED_AT]}…{name[-_LOOKED_AT:]}"
    return before + measure.elidedText(name, Qt.TextElideMode.ElideMiddle, left) + after
