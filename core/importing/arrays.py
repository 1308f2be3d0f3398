"""NumPy's own files, never with pickled objects."""

import io
import struct
import tokenize
import zipfile
import zlib

import numpy as np
from numpy.lib import format as npy

from core.importing.errors import DataError
from core.importing.table import Part, Table, require_room, role_of

NPY, ZIP = b"\x93NUMPY", b"PK\x03\x04"
MAX_UNPACKED = 2 << 30
_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How numpy packs; what unpacks other kinds has errors of its own."""
_BROKEN = (
    ValueError,
    OSError,
    EOFError,
    SyntaxError,
    KeyError,
    TypeError,
    OverflowError,
    MemoryError,
    RecursionError,
    NotImplementedError,
    AttributeError,
    struct.error,
    tokenize.TokenError,
    zlib.error,
    zipfile.BadZipFile,
)
"""What numpy and zipfile raise on files that are broken on purpose."""


def read_npy(data: bytes, name: str = "") -> Part:
    """The array of an NPY file.

    Raises
    ------
    DataError
        ``pickled``, ``array_kind`` or ``array_shape`` for one that is no list or table of numbers
        or words; ``broken_array`` for a file that is not whole.
    """
    try:
        stream = io.BytesIO(data)
        version = npy.read_magic(stream)
        read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, fortran, dtype = read(stream)
        _require_readable(shape, dtype)
        count = int(np.prod(shape, dtype=object))
        _require_whole(len(data) - stream.tell(), count * dtype.itemsize)
        array = np.frombuffer(data, dtype, count, stream.tell())
        array = array.reshape(shape[::-1]).T if fortran else array.reshape(shape)
    except DataError:
        raise
    except _BROKEN as error:
        raise DataError("broken_array") from error
    return Part(of_array(array), role_of(name), name)


def _require_readable(shape: tuple[int, ...], dtype: np.dtype[np.generic]) -> None:
    if dtype.hasobject:
        raise DataError("pickled")
    if dtype.kind not in "fiubUS":
        raise DataError("array_kind", found=str(dtype)[:40])
    if len(shape) not in (1, 2) or min(shape) < 1:
        raise DataError("array_shape", found=" × ".join(map(str, shape)) or "()")
    require_room(shape[0], shape[1] if len(shape) == 2 else 1)


def _require_whole(found: int, expected: int) -> None:
    if found < expected:
        raise DataError("cut_array", found=found, expected=expected)


def of_array(array: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Table:
    """A table of an array (N,) or (N, M) of numbers or words."""
    flat = array.ndim == 1
    if flat:
        array = array[:, np.newaxis]
    if array.dtype.kind in "US":
        words = {
            j: {i: _letters(cell) for i, cell in enumerate(array[:, j].tolist())}
            for j in range(array.shape[1])
        }
        return Table(np.full(array.shape, np.nan), words, flat=flat)
    with np.errstate(over="ignore"):
        values = np.asarray(array, dtype=np.float64)
    words = {}
    if np.isnan(values.min() + values.max()):
        for i, j in np.argwhere(np.isnan(values)).tolist():
            words.setdefault(j, {})[i] = "nan"
    return Table(values, words, flat=flat)


def _letters(cell: str | bytes) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell


def read_npz(data: bytes) -> list[Part]:
    """The arrays of an NPZ file, each with the role that its name says.

    Raises
    ------
    DataError
        As `read_npy`; ``spreadsheet`` for a spreadsheet's own file, ``archive`` for another one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _require_arrays(members)
            return [
                read_npy(_unpacked(archive, member), member.filename.removesuffix(".npy"))
                for member in members
            ]
    except DataError:
        raise
    except (*_BROKEN, RuntimeError) as error:  # the last for one with a password
        raise DataError("broken_array") from error


def _require_arrays(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise DataError("spreadsheet")
    packed = all(member.compress_type in _KINDS for member in members)
    if not names or not packed or not all(name.endswith(".npy") for name in names):
        raise DataError("archive")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise DataError("too_large", maximum=MAX_UNPACKED >> 30)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as file:
        return file.read(member.file_size + 1)  # never more than the archive has said
