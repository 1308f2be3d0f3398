"""Records that nobody looks after any more."""

from __future__ import annotations

from io import FileIO
from pathlib import Path

from core import saving
from core.moments import Moment
from core.recovery.keeper import SUFFIX, Record
from core.recovery.records import read
from core.saving import Stamp
from core.state import State
from core.text import Text


class Left:
    """A record that was left over, held until it is let go, removed or adopted.

    Attributes
    ----------
    title : Text
        Of the document.
    path : Path or None
        Its file.
    stamp : Stamp or None
        What told this file apart from a later one.
    time : float
        When the record was written last, in seconds since 1970.
    """

    def __init__(self, record: Path, file: FileIO) -> None:
        self._record = record
        self._file = file
        state, head, self._place = read(file)
        self.title: Text = state.title
        self.path: Path | None = head.path
        self.stamp: Stamp | None = head.stamp
        self.time: float = head.time

    def state(self) -> State:
        """The document as it was last kept; read anew, so that nothing large waits in memory."""
        return read(self._file)[0]

    def adopted(self, moment: Moment, state: State) -> Record:
        """The record of `moment`, in which the `state` that was read from it has come back."""
        self._file.truncate(self._place.end)
        return Record(self._record, self._file, self._place, moment, state)

    def let_go(self) -> None:
        """Leave it for another time."""
        self._file.close()

    def remove(self) -> None:
        """Nobody wants it."""
        saving.remove_held(self._record, self._file)


def left_overs(folder: Path) -> list[Left]:
    """What nobody looks after in a folder, the newest first; what is cut short there is removed.

    What cannot be read, or is not to be understood here, is left alone.
    """
    found: list[Left] = []
    saving.remove_left(folder)
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            file = saving.taken(path)
        except OSError:
            continue
        if file is not None:
            try:
                found.append(Left(path, file))
            except (ValueError, OSError, RecursionError):
                file.close()
    return sorted(found, key=lambda left: -left.time)
