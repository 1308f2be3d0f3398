"""Adding, removing and renaming features."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Signal

from core import edits
from core.text import next_feature_name
from gui.charts.cells.cells import Cell
from gui.charts.cells.grid import CellGrid
from gui.controls.inline_edit import InlineEdit
from gui.controls.menu import Menu
from gui.look.theme import Look
from gui.session import Session
from gui.words.tips import on_button
from gui.words.translation import tr, words


class FeatureMenu(QObject):
    """The menu of a feature, and the editor of its name over a grid of cells."""

    standardize_asked = Signal()
    """All features are to have mean 0 and deviation 1."""

    def __init__(self, look: Look, session: Session, grid: CellGrid) -> None:
        super().__init__(grid)
        self._look = look
        self._session = session
        self._grid = grid
        self._feature = 0
        # Not in the grid itself: the Enter that ends typing would go on to it.
        self._sheet = grid.parentWidget() or grid
        self.editor = InlineEdit(look, "matrix.features.editor", self._sheet)
        self.editor.accepted.connect(self._renamed)
        grid.rename_asked.connect(self.rename)
        grid.menu_asked.connect(self.open_menu)

    def add(self) -> None:
        """Append a feature called x and its number."""
        name = next_feature_name(self._session.state.feature_names)
        self._session.edit(edits.add_feature(name))

    def remove(self) -> None:
        """Remove the feature of the menu."""
        self._session.edit(edits.remove_feature(self._feature))

    def rename(self, feature: int | None = None) -> None:
        """Open the editor over a feature's name."""
        if feature is not None:
            self._feature = feature
        self._session.flush()  # it opens over where the feature stands after the last change
        layout, look = self._grid.layout_now, self._look
        over = layout.headers.get(self._feature) or layout.rect(Cell("x", self._feature))
        over = over or QRectF(self._grid.rect())
        size = QRect(0, 0, look.px(190), max(26, look.px(35)))
        size.moveCenter(self._grid.mapTo(self._sheet, over.center().toPoint()))
        room = self._sheet.rect()
        size.moveLeft(max(0, min(size.left(), room.width() - size.width())))
        size.moveTop(max(0, min(size.top(), room.height() - size.height())))
        self.editor.open(size, words(self._session.state.feature_names[self._feature]))

    def _rename_it(self) -> None:
        self.rename()

    def _renamed(self, name: str) -> None:
        self._session.edit(edits.rename_feature(self._feature, name))

    def open_menu(self, feature: int, place: QPoint) -> None:
        """Offer what can be done with a feature."""
        self._feature = feature
        state = self._session.state
        menu = Menu(self._look, "matrix.features.menu", self._grid)
        menu.aboutToHide.connect(menu.deleteLater)
        name = words(state.feature_names[feature])
        acts = ("rename", self._rename_it), ("remove", self.remove), ("add", self.add)
        for key, slot in (*acts, ("standardize", self.standardize_asked.emit)):
            action = menu.addAction(on_button(tr(f"matrix.menu.{key}", name=name)), slot)
            action.setObjectName(f"matrix.features.menu.{key}")
        menu.popup(place)
