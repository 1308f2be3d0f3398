"""Files that are no documents: where they go, and that they get there whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from core.saving import UnaskedError
from gui.base.remembered import last_folder, remember_folder
from gui.files import dialogs


def ask_where_to_put(
    parent: QWidget, heading: str, title: str, endings: Sequence[str]
) -> Path | None:
    """Let the person choose a file with one of these endings; None if they did not."""
    kinds = {f"{ending[1:].upper()} (*{ending})": ending for ending in endings}
    suggested = Path(last_folder(), dialogs.suggested_name(title, endings[0]))
    name, kind = QFileDialog.getSaveFileName(parent, heading, str(suggested), ";;".join(kinds))
    if not name:
        return None
    path = Path(name)
    remember_folder(path)
    if path.suffix.lower() not in endings:
        path = path.with_name(f"{path.name}{kinds.get(kind, endings[0])}")
        # The dialog has asked about the name as it was typed, not about this one.
        if path.exists() and not dialogs.may_replace(parent, path.name):
            return None
    return path


def put(
    parent: QWidget, path: Path, write: Callable[[Path, bool], None], again: Callable[[], None]
) -> None:
    """Let `write` make the file, asking and telling what stands in the way.

    Parameters
    ----------
    parent
        The window.
    path
        The file.
    write
        Makes it; the second argument is whether it may be overwritten in spite of everything.
    again
        Asks for another file.
    """
    overwrite = False
    while True:
        try:
            write(path, overwrite)
        except UnaskedError as why:
            answer = dialogs.ask_about_overwriting(parent, path, why)
            if answer is dialogs.Overwriting.SAVE_AS:
                again()
            if answer is not dialogs.Overwriting.REPLACE:
                return
            overwrite = True
        except OSError as error:
            told = dialogs.reason_of(error)
            dialogs.tell(parent, dialogs.not_saved(path), told)
            return
        else:
            return
