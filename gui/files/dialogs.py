"""Opening and saving scenario files, with every failure told in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.errors import ScenarioError
from core.importing import DataError
from core.saving import ChangedOnDiskError, LinkedError, ProtectedError, Stamp, UnaskedError
from core.scenario.files import load_path, save_path
from core.sharing import state_from_link
from core.state import State
from gui.base.dressing import dress
from gui.base.remembered import last_folder
from gui.base.work import GivenUpError, wait_for
from gui.files.bringing.sentences import complaint
from gui.words.labels import scenario_error_text
from gui.words.tips import literal
from gui.words.translation import tr

_UNASKED = {ChangedOnDiskError: "changed", ProtectedError: "protected", LinkedError: "linked"}
_NOT_IN_NAMES = '/\\:*?"<>|'
_LONGEST_NAME = 200
"""Bytes of a suggested name; file systems stop at 255, ending and temporary files included."""
_NAMED = 3
DATA = "*.csv *.tsv *.txt *.npy *.npz *.json *.md"
"""Files that mostly hold data."""
ENDING = ".losslab.json"
"""Of a document's file, unless a person says otherwise; any .json can be opened."""
_REPLACE = {
    "replace": QMessageBox.ButtonRole.AcceptRole,
    "keep": QMessageBox.ButtonRole.RejectRole,
}

_REVERT = {
    "revert": QMessageBox.ButtonRole.DestructiveRole,
    "keep": QMessageBox.ButtonRole.RejectRole,
}


def ask_which(parent: QWidget, folder: Path | None) -> Path | None:
    """Let the person choose a scenario file, or one of data; None if they did not.

    Without a `folder` they begin where they chose last.
    """
    data, every = f"{tr('bring.kinds')} ({DATA})", f"{tr('bring.kinds.all')} (*)"
    name, _ = QFileDialog.getOpenFileName(
        parent,
        tr("files.open.title"),
        str(folder or last_folder()),
        ";;".join((_kinds("*.json"), data, every)),
    )
    return Path(name) if name else None


def read(parent: QWidget, path: Path) -> State:
    """The document of a scenario file, read beside the window.

    Raises
    ------
    ScenarioError
        If it cannot be used.
    GivenUpError
        If a person did not want to wait.
    """
    return wait_for(parent, tr("files.open.going", name=path.name), lambda _: load_path(path))


def load(parent: QWidget, path: Path) -> State | None:
    """The document of a scenario file; None if it cannot be used."""
    try:
        return read(parent, path)
    except GivenUpError:
        return None
    except ScenarioError as error:
        tell(parent, tr("files.open.failed", name=path.name), scenario_error_text(error))
        return None


def load_link(parent: QWidget, text: str) -> State | None:
    """The document that a link text stands for; None if it cannot be used."""
    try:
        return wait_for(parent, tr("files.link.going"), lambda _: state_from_link(text))
    except GivenUpError:
        return None
    except DataError as error:
        told = complaint(error)
    except ScenarioError as error:
        told = scenario_error_text(error)
    tell(parent, tr("files.link.failed"), told)
    return None


def ask_where(parent: QWidget, title: str, path: Path | None) -> Path | None:
    """Let the person choose where to save; None if they did not.

    Without a `path` the document's `title` is suggested as the file's name.
    """
    suggested = path or Path(last_folder(), suggested_name(title, ENDING))
    name, _ = QFileDialog.getSaveFileName(
        parent, tr("files.save.title"), str(suggested), _kinds(f"*{ENDING} *.json")
    )
    if not name:
        return None
    target = Path(name)
    if target.suffix.lower() != ".json":
        target = target.with_name(target.name.removesuffix(Path(ENDING).stem) + ENDING)
        # The dialog has asked about the name as it was typed, not about this one.
        if target.exists() and not may_replace(parent, target.name):
            return None
    return target


def _kinds(patterns: str) -> str:
    return f"{tr('files.kind')} ({patterns})"


def suggested_name(title: str, ending: str) -> str:
    """A file name for what has this title, on every system."""
    letters = (" " if one in _NOT_IN_NAMES or not one.isprintable() else one for one in title)
    name = " ".join("".join(letters).split()).strip(". ")
    while len(name.encode()) > _LONGEST_NAME:
        name = name[:-1].rstrip(". ")
    return f"{name or tr('files.save.name')}{ending}"


def save(
    parent: QWidget, state: State, path: Path, known: Stamp | None, *, overwrite: bool = False
) -> Stamp | None:
    """Write `state` to `path`; the file's new stamp, or None if it was not saved.

    Raises
    ------
    UnaskedError
        If the person has to be asked first whether it may be overwritten.
    """
    text = tr("files.save.going", name=path.name)

    def job(cancelled: Callable[[], bool]) -> Stamp | None:
        return save_path(state, path, cancelled, known=known, overwrite=overwrite)

    try:
        return wait_for(parent, text, job)
    except UnaskedError:
        raise
    except GivenUpError:
        return None
    except ScenarioError as error:  # larger than what may be opened
        tell(parent, tr("files.save.failed", name=path.name), scenario_error_text(error))
        return None
    except (OSError, UnicodeError) as error:
        tell(parent, tr("files.save.failed", name=path.name), reason_of(error))
        return None


def may_replace(parent: QWidget, name: str) -> bool:
    """Ask whether the file `name` may be replaced."""
    return _ask(parent, "files.replace", tr("files.save.exists", name=name), _REPLACE) == "replace"


def ask_about_discarding(parent: QWidget, title: str) -> bool:
    """Ask whether what was left of a document may be thrown away."""
    buttons = {
        "throw": QMessageBox.ButtonRole.DestructiveRole,
        "keep": QMessageBox.ButtonRole.RejectRole,
    }
    text = tr("recovery.sure", name=title)
    return _ask(parent, "files.discard", text, buttons, tr("recovery.sure.why")) == "throw"


def may_revert(parent: QWidget, name: str) -> bool:
    """Ask whether the changes since the file `name` was saved may go."""
    text, why = tr("files.revert", name=name), tr("files.revert.why")
    return _ask(parent, "files.revert", text, _REVERT, why) == "revert"


class Overwriting(Enum):
    """What becomes of a file that is not simply overwritten."""

    REPLACE = "replace"
    SAVE_AS = "save_as"
    CANCEL = "keep"


def ask_about_overwriting(parent: QWidget, path: Path, why: UnaskedError) -> Overwriting:
    """Ask whether a file is to be overwritten in spite of what `why` says."""
    text = tr("files.save.overwrite", name=path.name)
    buttons = {
        "replace": QMessageBox.ButtonRole.DestructiveRole,
        "save_as": QMessageBox.ButtonRole.AcceptRole,
        "keep": QMessageBox.ButtonRole.RejectRole,
    }
    return Overwriting(_ask(parent, "files.overwrite", text, buttons, reason_of(why)))


def _ask(
    parent: QWidget,
    name: str,
    text: str,
    buttons: Mapping[str, QMessageBox.ButtonRole],
    details: str = "",
) -> str:
    """Ask with these buttons; the last is the careful answer, and that of Esc and Enter."""
    box = QMessageBox(QMessageBox.Icon.Question, tr("app.name"), literal(text), parent=parent)
    box.setObjectName(name)
    box.setInformativeText(literal(details))
    keys = {box.addButton(tr(f"files.save.{key}"), role): key for key, role in buttons.items()}
    careful = next(button for button, key in keys.items() if key == list(buttons)[-1])
    box.setDefaultButton(careful)
    box.setEscapeButton(careful)
    dress(box)
    box.exec()
    return next((key for button, key in keys.items() if button is box.clickedButton()), "keep")


class Choice(Enum):
    """What becomes of changes that are not saved."""

    SAVE = QMessageBox.StandardButton.Save
    DISCARD = QMessageBox.StandardButton.Discard
    CANCEL = QMessageBox.StandardButton.Cancel


def ask_about_changes(parent: QWidget, name: str) -> Choice:
    """Ask what becomes of the changes to the document or file called `name`."""
    text = literal(tr("files.changes", name=name))
    box = QMessageBox(QMessageBox.Icon.Question, tr("app.name"), text, parent=parent)
    box.setObjectName("files.changes")
    for choice in Choice:
        box.addButton(choice.value)
        box.button(choice.value).setText(tr(f"files.changes.{choice.name.lower()}"))
    box.setDefaultButton(Choice.SAVE.value)
    dress(box)
    return Choice(QMessageBox.StandardButton(box.exec()))


class PutAway(Enum):
    """What becomes of documents that were put away with changes that are not saved."""

    BACK = "back"
    DISCARD = "discard"
    CANCEL = "keep"


def ask_about_put_away(parent: QWidget, names: Sequence[str]) -> PutAway:
    """Ask what becomes of the changes to these documents or files, the last put away first."""
    shown = names if len(names) <= _NAMED else [*names[:_NAMED], "…"]
    buttons = {
        "back": QMessageBox.ButtonRole.AcceptRole,
        "discard": QMessageBox.ButtonRole.DestructiveRole,
        "keep": QMessageBox.ButtonRole.RejectRole,
    }
    text = tr("files.changes", name=", ".join(shown))
    return PutAway(_ask(parent, "files.put_away", text, buttons, tr("files.put_away")))


def reason_of(error: OSError | UnicodeError) -> str:
    """What the system says, or for a name that no file can hold what Python says."""
    for kind, key in _UNASKED.items():
        if isinstance(error, kind):
            return tr(f"files.reason.{key}")
    return getattr(error, "strerror", None) or str(error)


def not_saved(path: Path) -> str:
    """What is said of a file that could not be written."""
    return tr("files.save.failed", name=path.name)


def tell(parent: QWidget, text: str, details: str) -> None:
    """Show a plain message that stays until it is dismissed."""
    box = QMessageBox(QMessageBox.Icon.Warning, tr("app.name"), literal(text), parent=parent)
    box.setObjectName("files.message")
    box.setInformativeText(literal(details))
    box.addButton(QMessageBox.StandardButton.Ok)
    dress(box)
    box.exec()
