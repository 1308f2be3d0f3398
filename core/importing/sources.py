"""From bytes or text to tables, whatever form they have."""

import codecs
from collections.abc import Callable

from core.importing.arrays import NPY, ZIP, read_npy, read_npz
from core.importing.brackets import looks_bracketed, of_nested, read_brackets
from core.importing.decoding import encoding_of, fits_in
from core.importing.delimited import read_table
from core.importing.errors import DataError
from core.importing.json_text import read_json
from core.importing.refusals import require_supported
from core.importing.table import Part, Table, of_rows, role_of

MAX_BYTES = 2 << 30
MAX_LIST = 64 << 20
"""Bytes of a printed list or of JSON, which are read as a whole."""
_HEAD = 4096
_SLICE = 1 << 20
"""Of text turned into bytes or back at once: no piece holds the interpreter for long."""
_FOREIGN = {
    b"\x89PNG": "foreign_picture",
    b"\xff\xd8\xff": "foreign_picture",
    b"GIF8": "foreign_picture",
    b"%PDF": "foreign_pdf",
    b"\x89HDF": "foreign_hdf5",
    b"MATLAB 5": "foreign_matlab",
    b"PAR1": "foreign_parquet",
    b"\x1f\x8b": "foreign_packed",
    b"\xd0\xcf\x11\xe0": "spreadsheet",
}
_PICKLES = tuple(b"\x80" + bytes([version]) for version in range(2, 6))


def read_bytes(
    data: bytes,
    name: str = "",
    *,
    header: bool | None = None,
    encoding: str | None = None,
    decimal: str | None = None,
    go_on: Callable[[], None] = lambda: None,
) -> list[Part]:
    """The tables of one file.

    Parameters
    ----------
    name
        What the file is called, without its ending; it may say what is in it.
    header
        Whether the first row of a table of text holds names; None to see for oneself.
    encoding
        Of text; None to see for oneself.
    decimal
        The sign before the digits of a fraction in a table of text; None to see for oneself.
    go_on
        Called between pieces; may raise to give up.

    Raises
    ------
    DataError
        For what cannot be taken in.
    """
    if len(data) > MAX_BYTES:
        raise DataError("too_large", maximum=MAX_BYTES >> 30)
    if data.startswith(NPY):
        return [read_npy(data, name)]
    if data.startswith(ZIP):
        return read_npz(data)
    for start, kind in _FOREIGN.items():
        if data.startswith(start):
            raise DataError(kind)
    if data.startswith(_PICKLES):
        raise DataError("pickled")
    found = _encoding(data, encoding)
    head = data[:_HEAD].decode(found, "ignore").lstrip("\ufeff \t\r\n")
    if not head:
        raise DataError("empty")
    if head.startswith("{") or head[:1] + head[1:].lstrip()[:1] == "[{":
        return _of_json(_whole(data, found), go_on)
    if looks_bracketed(head):
        return [Part(_of_list(_whole(data, found), go_on), role_of(name), name)]
    table = read_table(data, found, header, go_on, decimal=decimal)
    return [Part(table, role_of(name), name)]


def read_text(
    text: str,
    *,
    header: bool | None = None,
    decimal: str | None = None,
    go_on: Callable[[], None] = lambda: None,
) -> list[Part]:
    """The tables of a text, such as the clipboard's."""
    pieces = (text[start : start + _SLICE] for start in range(0, len(text), _SLICE))
    data = b"".join(piece.encode("utf-8", "replace") for piece in pieces)
    return read_bytes(data, header=header, encoding="utf-8", decimal=decimal, go_on=go_on)


def _encoding(data: bytes, asked: str | None) -> str:
    try:
        return encoding_of(data, asked)
    except DataError as error:
        wide = (fits_in(data[:_HEAD], f"utf-16-{order}") for order in ("le", "be"))
        if error.key == "encoding" and b"\0" in data[:_HEAD] and not any(wide):
            raise DataError("binary") from None
        raise


def _whole(data: bytes, encoding: str) -> str:
    if len(data) > MAX_LIST:
        raise DataError("long_list", maximum=MAX_LIST >> 20)
    decoder = codecs.getincrementaldecoder(encoding)()
    starts = range(0, len(data), _SLICE)
    pieces = [decoder.decode(data[start : start + _SLICE]) for start in starts]
    return "".join((*pieces, decoder.decode(b"", final=True))).removeprefix("\ufeff")


def _of_list(text: str, go_on: Callable[[], None]) -> Table:
    """A list as JSON writes it is read faster than one as it may be printed elsewhere."""
    if text.lstrip().startswith("["):
        try:
            found = read_json(text, go_on)
        except DataError:
            return read_brackets(text, go_on)
        if isinstance(found, list):
            return of_nested(found)
    return read_brackets(text, go_on)


def _of_json(text: str, go_on: Callable[[], None]) -> list[Part]:
    """A list of records, or an object whose fields are lists."""
    found = read_json(text, go_on)
    if isinstance(found, list):
        return [Part(_of_records(found))]
    if not isinstance(found, dict):
        raise DataError("empty")
    require_supported(found)
    parts = [
        Part(of_nested(value if isinstance(value, list) else [value]), role_of(name), name)
        for name, value in found.items()
        if role_of(name)
    ]
    if not parts:
        raise DataError("no_known_field", found=", ".join(list(found)[:6]))
    return parts


def _of_records(records: list[object]) -> Table:
    names = list(records[0]) if isinstance(records[0], dict) else []
    rows = []
    for i, record in enumerate(records, 1):
        if not isinstance(record, dict) or list(record) != names or not names:
            raise DataError("other_record", line=i)
        rows.append([record[name] for name in names])
    table = of_rows(rows)
    return Table(table.values, table.words, headings=tuple(names))
