"""A button that names one weight of W and offers the others in a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gui.theme import Look, Type
from gui.translation import tr
from gui.widgets.button import Button
from gui.widgets.tips import literal

Weight = tuple[int, int]
"""Class and feature."""


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
        self._classes: tuple[str, ...] = ()
        self._features: tuple[str, ...] = ()
        self._own: Weight = (0, 0)
        self._other: Weight = (0, 0)
        self._tip = self._taken = ""
        super().__init__(look, name, parent=parent)
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{name}.menu")
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
        shown = (tuple(classes), tuple(features), own, other)
        if shown != (self._classes, self._features, self._own, self._other):
            self._classes, self._features, self._own, self._other = shown
            self._write()

    def weight_text(self, weight: Weight) -> str:
        """The name of a weight."""
        return weight_text(self._classes, self._features, weight)

    def apply_look(self) -> None:
        """Take over fonts and sizes."""
        super().apply_look()
        self._write()

    def _write(self) -> None:
        """Name the weight, its names cut short where the button has no room for them."""
        if not self._classes:
            return
        name = self.weight_text(self._own)
        measure = self._look.metrics(Type.SMALL)
        room = self.width() - self._look.px(46)
        text = f"{self._arrow} {name}"
        parts = self._classes[self._own[0]], self._features[self._own[1]]
        for length in range(max(map(len, parts)), 2, -1):
            if measure.horizontalAdvance(text) <= room:
                break
            short = [_cut(words, length) for words in parts]
            text = f"{self._arrow} {tr('weight.name', of=short[0], feature=short[1])}"
        tip = "\n".join(filter(None, (name, self._tip)))
        if (self.text(), self.toolTip()) != (text.replace("&", "&&"), literal(tip)):
            self.set_words(text.replace("&", "&&"), tip)
        self.setAccessibleName(f"{self._tip}: {name}" if self._tip else name)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._write()

    def sizeHint(self) -> QSize:
        # What the names need never moves the plot beside it.
        return QSize(self._look.px(120), max(24, self._look.px(34)))

    # -- the menu -----------------------------------------------------------------------------

    def _fill(self) -> None:
        """Offer all weights: a submenu for each class, or a plain list where D is 1."""
        self._menu.setFont(self._look.font(Type.BODY))
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
            submenu = self._menu.addMenu(name.replace("&", "&&"))
            submenu.setObjectName(f"{self._menu.objectName()}.{number}")
            submenu.setFont(self._look.font(Type.BODY))
            submenu.setToolTipsVisible(True)
            submenu.menuAction().setCheckable(True)
            submenu.menuAction().setChecked(number == self._own[0])
            for feature, text in enumerate(self._features):
                self._offer(submenu, (number, feature), text)

    def _offer(self, menu: QMenu, weight: Weight, text: str) -> None:
        text = text.replace("&", "&&")
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


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
