"""Which letters bytes stand for: a byte order mark, else strict UTF-8, else strict CP949."""

import codecs

from core.importing.errors import DataError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # begins as UTF-16's does
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SLICE = 1 << 20


def encoding_of(data: bytes, asked: str | None = None) -> str:
    """The encoding of a text.

    Parameters
    ----------
    asked
        The encoding that a person has named.

    Raises
    ------
    DataError
        ``unknown_encoding``; ``encoding`` if the bytes are no text in it, or in any tried.
    """
    if asked is not None:
        try:
            b" ".decode(asked, "ignore")  # refuses zlib and others that are none of text
            name = codecs.lookup(asked).name
            fits = fits_in(data, name)
        except (LookupError, ValueError) as error:
            raise DataError("unknown_encoding", found=asked) from error
        if not fits:
            raise DataError("not_in_encoding", encoding=asked)
        return name
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            if not fits_in(data, name):
                raise DataError("not_in_encoding", encoding=name)
            return name
    for name in ("utf-8", "cp949"):
        if fits_in(data, name):
            return name
    raise DataError("encoding")


def fits_in(data: bytes, encoding: str) -> bool:
    """Whether the bytes are a text in this encoding, looked at slice by slice."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for start in range(0, len(data), _SLICE):
            decoder.decode(data[start : start + _SLICE])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
