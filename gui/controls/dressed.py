"""Dialogs of Qt's in the program's own design."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QToolTip

from gui.look.painting import write
from gui.look.sheets import dialog_sheet
from gui.look.theme import Change, Look, Type

_SIGN = 46.0
_SIGNS = {
    QMessageBox.Icon.Question: ("?", "tab_text", "tab"),
    QMessageBox.Icon.Warning: ("!", "error", "error_tint"),
}


def dress_application(look: Look, what: Change) -> None:
    """Give what belongs to no window its look: tool tips, and the palette of menus and dialogs.

    Dialogs that Qt makes by itself, such as that for files where the platform has none of its own,
    have the window's palette and type by this alone.
    """
    if what & Change.COLORS:
        palette = look.palette()
        QApplication.setPalette(palette)
        QToolTip.setPalette(palette)
    if what & ~Change.COLORS:
        kind: Any = "QDialog"  # the stubs ask for bytes, and bytes are refused
        # Every widget there is hears of such a font, be it the same as before.
        if QToolTip.font() != look.font(Type.SMALL):
            QToolTip.setFont(look.font(Type.SMALL))
        if QApplication.font(kind) != look.font(Type.BODY):
            QApplication.setFont(look.font(Type.BODY), kind)


class Dressed(QObject):
    """Keeps `dialog` in the type, scale and theme of `look` for as long as it is there."""

    def __init__(self, look: Look, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._look = look
        self._dialog = dialog
        self._sign = _SIGNS.get(dialog.icon()) if isinstance(dialog, QMessageBox) else None
        look.changed.connect(self.wear_look)
        self.wear_look()

    def wear_look(self) -> None:
        """Take over font, sizes and colours."""
        dialog, look = self._dialog, self._look
        dialog.setPalette(look.palette())
        dialog.setFont(look.font(Type.BODY))
        dialog.setStyleSheet(dialog_sheet(look))
        # Of their own: what a sheet is on does not inherit it in time to be measured.
        for part in (*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton)):
            part.setFont(look.font(Type.BODY))
            part.updateGeometry()
        if isinstance(dialog, QMessageBox) and self._sign is not None:
            dialog.setIconPixmap(_drawn(look, *self._sign, dialog.devicePixelRatioF()))


def _drawn(look: Look, sign: str, ink: str, ground: str, ratio: float) -> QPixmap:
    """A sign in a round field, in place of the style's picture."""
    side = look.px(_SIGN)
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.pen(ink, 2))
        painter.setBrush(look.color(ground))
        field = QRectF(0, 0, side, side)
        painter.drawEllipse(field.adjusted(2, 2, -2, -2))
        write(painter, look, field, sign, Type.TOTAL, ink)
    return picture
