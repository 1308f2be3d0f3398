"""Writing a file as a careful editor does: whatever goes wrong, the old one stays whole."""

from __future__ import annotations

import errno
import io
import os
import secrets
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: a file in use cannot be removed there anyway
    # A module for mypy, which looks at this as on Linux.
    fcntl = None  # type: ignore[assignment]

Stamp = tuple[int, int, int, int]
"""What tells a file from a later one of the same name: device, node, size, time of change."""

# Short whatever the file is called: names end at 255 bytes.
_TEMPORARY = ".losslab-*.tmp"


class UnaskedError(OSError):
    """What a person has to be asked about first; with `overwrite` it is done."""


class ChangedOnDiskError(UnaskedError):
    """The file is no longer what was read or saved last: another has written it."""


class ProtectedError(UnaskedError):
    """The file is write-protected."""


class LinkedError(UnaskedError):
    """The file has other names (hard links), which would keep the old content."""


def stamp_of(path: str | os.PathLike[str]) -> Stamp | None:
    """The stamp of a file as it is now; None where there is none."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def write_file(
    path: str | os.PathLike[str],
    pieces: Iterable[bytes],
    cancelled: Callable[[], bool] = lambda: False,
    *,
    known: Stamp | None = None,
    overwrite: bool = False,
) -> Stamp | None:
    """Write `pieces` beside the file, and put the whole in its place at the very end.

    A symbolic link stays one, permissions stay, and what a killed program has left is removed.

    Parameters
    ----------
    path
        The file; it need not exist.
    pieces
        Its content.
    cancelled
        Asked before each piece and last of all: then the file stays as it was.
    known
        The stamp that the file had when it was read or saved last, if it was.
    overwrite
        Whether the person has agreed to what an `UnaskedError` says.

    Returns
    -------
    Stamp or None
        The file's new stamp; None if it was cancelled.

    Raises
    ------
    UnaskedError
        If the file has changed since `known`, is write-protected, or has other names.
    OSError
        If the file cannot be written.
    """
    target = _followed(Path(path))
    old = _replaceable(target, known, overwrite=overwrite)
    remove_left(target.parent)
    temporary, held = new_file(target.parent, old)
    try:
        written = _write(held, pieces, cancelled)
        # Asked again: writing may have taken a while.
        _replaceable(target, known, overwrite=overwrite)
        if not written or cancelled():
            return None
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
        if fcntl is not None:
            os.close(held)
    make_last(target.parent)
    return stamp_of(target)


def _followed(path: Path) -> Path:
    """The file behind symbolic links."""
    try:
        return path.resolve()
    except RuntimeError as error:  # what Python 3.11 and 3.12 say of a link to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def _replaceable(target: Path, known: Stamp | None, *, overwrite: bool) -> os.stat_result | None:
    """What there is now, if it may be replaced; None if there is nothing."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "This is no plain file", str(target))
    if overwrite:
        return old
    if known is not None and stamp_of(target) != known:
        raise ChangedOnDiskError(errno.EBUSY, "Another has changed the file", str(target))
    if not old.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise ProtectedError(errno.EACCES, "The file is write-protected", str(target))
    if old.st_nlink > 1:
        text = "The file has other names (hard links), which would keep the old content"
        raise LinkedError(errno.EMLINK, text, str(target))
    return old


def new_file(
    folder: Path, old: os.stat_result | None = None, mode: int = 0o666
) -> tuple[Path, int]:
    """A new empty file, with the old one's permissions, and its descriptor, which holds a lock.

    What a killed program leaves of it `remove_left` removes.
    """
    if old is not None:
        mode = stat.S_IMODE(old.st_mode)
    while True:
        path = folder / f".losslab-{secrets.token_hex(8)}.tmp"
        held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
        if fcntl is not None:
            with suppress(OSError):  # not every file system has locks
                fcntl.flock(held, fcntl.LOCK_EX)
        if os.fstat(held).st_nlink:  # else somebody cleaned up between these two lines
            break
        os.close(held)
    if old is not None:
        if hasattr(os, "chown"):
            with suppress(PermissionError):  # only a superuser can leave it to another
                os.chown(path, old.st_uid, old.st_gid)
        path.chmod(mode)
    return path, held


def _write(held: int, pieces: Iterable[bytes], cancelled: Callable[[], bool]) -> bool:
    """Write to the new file, down to the disk; whether that came to its end."""
    # Where there are locks the descriptor stays open and with it the lock, until the file has its
    # place; on Windows a file that is open cannot be moved.
    with open(held, "wb", closefd=fcntl is None) as file:
        for piece in pieces:
            if cancelled():
                return False
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return True


def remove_left(folder: Path) -> None:
    """Remove what a program that was killed while it wrote a `new_file` here has left."""
    for path in folder.glob(_TEMPORARY):
        with suppress(OSError):  # it may be another's
            file = taken(path, "r")
            if file is not None:
                remove_held(path, file)


def remove_held(path: Path, file: io.FileIO) -> None:
    """Remove a file that is open and held here, and let it go."""
    if fcntl is None:
        file.close()  # else Windows would not remove it
    try:
        path.unlink(missing_ok=True)
    finally:
        file.close()


def taken(path: Path, mode: str = "r+") -> io.FileIO | None:
    """The file, open and held by a lock; None if another holds it, on another machine perhaps."""
    if fcntl is None:
        path.rename(path)  # Windows refuses that for a file in use
    file = io.FileIO(path, mode)
    try:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        there = os.fstat(file.fileno()).st_nlink > 0  # else it has been replaced meanwhile
    except OSError:
        there = False
    if there:
        return file
    file.close()
    return None


def moved(path: Path, file: io.FileIO, to: Path, old: io.FileIO | None = None) -> io.FileIO:
    """The file, open and held, with its name changed; what is there under the new one gives way.

    That may be open here as `old`, which is of no use after this.
    """
    if fcntl is not None:
        path.replace(to)
        return file
    file.close()  # else Windows would not rename it
    if old is not None:
        old.close()  # nor put it in the place of one that is open
    path.replace(to)
    return io.FileIO(to, "r+")


def make_last(folder: Path) -> None:
    """Let the folder's new entry survive a power failure too."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            with suppress(OSError):  # not every file system can
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
