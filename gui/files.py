"""Opening and saving scenario files, with every failure told in plain words."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.errors import ScenarioError
from core.saving import ChangedOnDiskError, LinkedError, ProtectedError
from core.scenario import load_path, save_path
from core.state import State
from gui.labels import scenario_error_text
from gui.translation import tr
from gui.widgets.tips import literal
from gui.work import GivenUpError, wait_for

_UNASKED = {ChangedOnDiskError: "changed", ProtectedError: "protected", LinkedError: "linked"}


def ask_and_load(parent: QWidget) -> tuple[Path, State] | None:
    """Let the person choose a scenario file; None if they did not, or if it cannot be used."""
    name, _ = QFileDialog.getOpenFileName(
        parent, tr("files.open.title"), "", f"{tr('files.kind')} (*.json)"
    )
    if not name:
        return None
    path = Path(name)
    text = tr("files.open.going", name=path.name)
    try:
        return path, wait_for(parent, text, lambda _: load_path(path))
    except GivenUpError:
        return None
    except ScenarioError as error:
        tell(parent, tr("files.open.failed", name=Path(name).name), scenario_error_text(error))
        return None


def ask_and_save(parent: QWidget, state: State, path: Path | None) -> Path | None:
    """Let the person choose where to save `state`; the path, or None if nothing was saved."""
    name, _ = QFileDialog.getSaveFileName(
        parent,
        tr("files.save.title"),
        str(path or tr("files.save.name")),
        f"{tr('files.kind')} (*.json)",
    )
    if not name:
        return None
    target = Path(name)
    if target.suffix.lower() != ".json":
        target = target.with_name(f"{target.name}.json")
        # The dialog has asked about the name as it was typed, not about this one.
        if target.exists() and not _replace(parent, target.name):
            return None
    text = tr("files.save.going", name=target.name)
    try:
        wait_for(parent, text, lambda cancelled: save_path(state, target, cancelled))
    except GivenUpError:
        return None
    except (OSError, UnicodeError) as error:
        tell(parent, tr("files.save.failed", name=target.name), _reason(error))
        return None
    return target


def _replace(parent: QWidget, name: str) -> bool:
    """Ask whether the file `name` may be replaced."""
    box = QMessageBox(QMessageBox.Icon.Question, tr("app.name"), "", parent=parent)
    box.setObjectName("files.replace")
    box.setText(literal(tr("files.save.exists", name=name)))
    yes = box.addButton(tr("files.save.replace"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(tr("files.save.keep"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is yes


class Choice(Enum):
    """What becomes of changes that are not saved."""

    SAVE = QMessageBox.StandardButton.Save
    DISCARD = QMessageBox.StandardButton.Discard
    CANCEL = QMessageBox.StandardButton.Cancel


def ask_about_changes(parent: QWidget, path: Path) -> Choice:
    """Ask what becomes of the changes to the file at `path`."""
    text = literal(tr("files.changes", name=path.name))
    box = QMessageBox(QMessageBox.Icon.Question, tr("app.name"), text, parent=parent)
    box.setObjectName("files.changes")
    for choice in Choice:
        box.addButton(choice.value)
        box.button(choice.value).setText(tr(f"files.changes.{choice.name.lower()}"))
    box.setDefaultButton(Choice.SAVE.value)
    return Choice(QMessageBox.StandardButton(box.exec()))


def _reason(error: OSError | UnicodeError) -> str:
    """What the system says, or for a name that no file can hold what Python says."""
    for kind, key in _UNASKED.items():
        if isinstance(error, kind):
            return tr(f"files.reason.{key}")
    return getattr(error, "strerror", None) or str(error)


def tell(parent: QWidget, text: str, details: str) -> None:
    """Show a plain message that stays until it is dismissed."""
    box = QMessageBox(QMessageBox.Icon.Warning, tr("app.name"), literal(text), parent=parent)
    box.setObjectName("files.message")
    box.setInformativeText(literal(details))
    box.exec()
