"""Keeps what waits to be saved: a record for each document of a window, in files of its own."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path

from core import saving
from core.moments import Moment, Origin, waits
from core.recovery.records import MAGIC, Place, frame, to_keep, write
from core.state import State

SUFFIX = ".losslab-recovery"
_ROOM = 1 << 20
"""Bytes that changes may take in any case; beyond, not more than a whole state, or it is begun
anew."""


class Record:
    """One document's record. Its file is held as long as this is open.

    Parameters
    ----------
    path, file
        The file, held, whole as far as `place`.
    place
        Where the next frame begins.
    moment, state
        What it holds.
    """

    def __init__(
        self, path: Path, file: FileIO, place: Place, moment: Moment, state: State
    ) -> None:
        self.path = path
        self._file = file
        self._place = place
        self._whole = place.end
        self.moment = moment
        self._state = state

    @classmethod
    def begin(cls, path: Path, moment: Moment, now: float, old: FileIO | None = None) -> Record:
        """A record that holds a whole state; whatever there was at `path` gives way to it.

        If that is open here, it is `old`; on Windows it may be closed afterwards.

        Raises
        ------
        OSError
            If it cannot be written; what was there is there still.
        """
        state = to_keep(moment)
        pieces, place = frame(moment, state, None, now, Place())
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new, held = saving.new_file(path.parent, mode=0o600)
        file = FileIO(held, "r+")
        try:
            write(file, [MAGIC, *pieces])
            os.fsync(held)
            file = saving.moved(new, file, path, old)
        except BaseException:
            file.close()
            new.unlink(missing_ok=True)
            raise
        saving.make_last(path.parent)
        return cls(path, file, place, moment, state)

    def go_on(self, moment: Moment, now: float) -> Record:
        """A record that holds this moment: the same, or one begun anew where that is smaller.

        Raises
        ------
        OSError
            If it cannot be written; this one holds what it held.
        """
        state = to_keep(moment)
        pieces, place = frame(moment, state, self._state, now, self._place)
        is_gone = not os.fstat(self._file.fileno()).st_nlink  # somebody has cleaned up
        if is_gone or place.end > 2 * self._whole + _ROOM:
            try:
                new = Record.begin(self.path, moment, now, self._file)
            except OSError:
                if self._file.closed:
                    self._file = FileIO(self.path, "r+")
                raise
            self.close()
            return new
        try:
            self._file.seek(self._place.end)
            write(self._file, pieces)
            os.fsync(self._file.fileno())
        except OSError:
            with suppress(OSError):
                self._file.truncate(self._place.end)
            raise
        self._place, self.moment, self._state = place, moment, state
        return self

    def close(self) -> None:
        """Leave it to whoever looks after left-overs."""
        self._file.close()

    def remove(self) -> None:
        """Nobody needs it any more."""
        with suppress(OSError):
            saving.remove_held(self.path, self._file)


class Keeper:
    """The records of one window; used by one thread at a time.

    Parameters
    ----------
    folder
        Where they are; it need not exist.
    clock
        Seconds since 1970.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._clock = clock
        self._records: dict[Origin, Record] = {}

    def keep(self, seen: Mapping[Origin, Moment]) -> None:
        """Bring the records to what was `seen` last of each document.

        One whose changes do not wait any more, since they are saved or given up, is removed.

        Raises
        ------
        OSError
            If one of them could not be written; the others were.
        """
        failed: OSError | None = None
        for origin in list({**self._records, **seen}):
            there = self._records.get(origin)
            moment = seen[origin] if there is None else seen.get(origin, there.moment)
            if not waits(moment):
                self._remove(origin)
            elif there is None or moment is not there.moment:
                try:
                    self._records[origin] = self._write(there, moment)
                except OSError as error:
                    failed = error
        if failed is not None:
            raise failed

    def _write(self, there: Record | None, moment: Moment) -> Record:
        now = self._clock()
        if there is not None:
            return there.go_on(moment, now)
        return Record.begin(self._folder / f"{secrets.token_hex(8)}{SUFFIX}", moment, now)

    def _remove(self, origin: Origin) -> None:
        record = self._records.pop(origin, None)
        if record is not None:
            record.remove()

    def adopt(self, record: Record) -> None:
        """Look after a record that was left over; its document is in the window now."""
        self._records[record.moment.origin] = record

    def end(self, settled: Collection[Origin] = ()) -> None:
        """Let go of all records; those of documents that are `settled` are removed."""
        for origin in list(self._records):
            if origin in settled:
                self._remove(origin)
        for record in self._records.values():
            record.close()
        self._records.clear()
