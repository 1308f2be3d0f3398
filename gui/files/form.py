"""The layout of a small dialog that asks before something is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.look.theme import Look
from gui.words.translation import tr

_WIDE = 230.0
"""For each control, in design pixels."""


def lay_form(
    dialog: QDialog,
    look: Look,
    rows: Sequence[tuple[str, QWidget]],
    accept: Callable[[], object],
) -> QPushButton:
    """Controls under each other, each behind its name, and below them what saves and what does not.

    The object names begin with that of the dialog. What saves is given back.
    """
    form = QFormLayout()
    form.setHorizontalSpacing(look.px(20))
    form.setVerticalSpacing(look.px(14))
    for name, control in rows:
        control.setMinimumWidth(max(control.minimumWidth(), look.px(_WIDE)))
        label = QLabel(name)
        label.setBuddy(control)
        form.addRow(label, control)
    buttons = QDialogButtonBox()
    save = buttons.addButton(tr("figure.save"), QDialogButtonBox.ButtonRole.AcceptRole)
    save.setObjectName(f"{dialog.objectName()}.save")
    cancel = buttons.addButton(tr("figure.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    cancel.setObjectName(f"{dialog.objectName()}.cancel")
    save.setDefault(True)
    buttons.accepted.connect(accept)
    buttons.rejected.connect(dialog.reject)
    around = QVBoxLayout(dialog)
    around.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(18))
    around.setSpacing(look.px(20))
    around.addLayout(form)
    around.addWidget(buttons)
    return save
