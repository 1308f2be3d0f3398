"""A document as one text that can be sent in a mail or a chat, and back.

The text is ``losslab:VERSION:LENGTH:CHECKSUM:LETTERS``. The letters are base64 (with ``-`` and
``_``, unpadded) of the scenario file, deflated; length and CRC-32, eight hexadecimal digits, are of
the letters, so that whatever one of them became on its way is noticed.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterable

from core.importing.errors import DataError
from core.scenario.files import load_bytes
from core.scenario.text import pieces
from core.state import State

PREFIX = "losslab:"
VERSION = 1
MAX_LETTERS = 100_000
"""Of the whole text: mail and chat programs take as much, and so does a command line."""
MAX_UNPACKED = 16 << 20
_MAX_TEXT = 4 * MAX_LETTERS
"""What is looked at of a text: a link, and all that may have come between its letters."""

# What is put around or into a long word on its way: breaks, spaces and letters of no width,
# quotes and brackets, marks of quoted and of bold lines, the soft breaks of quoted-printable.
_KEPT = re.compile(r"[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff<>()\[\]{}\"'`“”„‘’‚«»‹›=|*]+")
_HEAD = re.compile(rf"{PREFIX}([0-9]{{1,9}}):([0-9]{{1,9}}):([0-9a-f]{{8}}):")
_BEGUN = re.compile(rf"{PREFIX}[0-9]{{0,9}}(:[0-9]{{0,9}}(:[0-9a-f]{{0,8}})?)?")


def link_to(state: State) -> str | None:
    """The text that opens as an equal state; None where it would be too long for one."""
    packed = _deflated(pieces(state))
    if packed is None:
        return None
    letters = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    text = f"{PREFIX}{VERSION}:{len(letters)}:{_checksum(letters)}:{letters}"
    return text if len(text) <= MAX_LETTERS else None


def is_link(text: str) -> bool:
    """Whether a text begins as a link, be it whole or not."""
    begun = "".join(_KEPT.findall(text[: 10 * len(PREFIX)]))
    return begun.startswith(PREFIX)


def state_from_link(text: str) -> State:
    """The document that a link stands for.

    Line breaks, spaces, quotes and brackets may have come between its letters, and what follows
    it, such as the rest of a mail, is left alone.

    Raises
    ------
    DataError
        ``link_cut``, ``link_changed``, ``link_newer``, ``link_too_large``.
    ScenarioError
        If the document cannot be used, for instance one of a newer version.
    """
    return load_bytes(_inflated(_letters_of(text)))


def _letters_of(text: str) -> str:
    """The letters of the document, which are those that were sent."""
    whole = "".join(_KEPT.findall(text[:_MAX_TEXT]))
    version = re.match(rf"{PREFIX}([0-9]{{1,9}}):", whole)
    if version is not None and int(version[1]) > VERSION:
        raise DataError("link_newer")
    head = _HEAD.match(whole)
    if head is None or int(head[1]) != VERSION:
        raise DataError("link_cut" if _BEGUN.fullmatch(whole) else "link_changed")
    end = head.end() + int(head[2])
    if end > MAX_LETTERS:
        raise DataError("link_too_large")
    if len(whole) < end:
        raise DataError("link_cut")
    letters = whole[head.end() : end]
    if _checksum(letters) != head[3]:
        raise DataError("link_changed")
    return letters


def _checksum(letters: str) -> str:
    return f"{zlib.crc32(letters.encode('utf-8', 'replace')):08x}"


def _deflated(parts: Iterable[bytes]) -> bytes | None:
    """The parts packed; None once they are more than is unpacked again."""
    packer = zlib.compressobj(9)
    packed, size = [], 0
    for part in parts:
        size += len(part)
        if size > MAX_UNPACKED:
            return None
        packed.append(packer.compress(part))
    return b"".join([*packed, packer.flush()])


def _inflated(letters: str) -> bytes:
    """The scenario file that was packed; never more than a link may hold."""
    unpacker = zlib.decompressobj()
    try:
        packed = base64.b64decode(letters + "=" * (-len(letters) % 4), b"-_", validate=True)
        data = unpacker.decompress(packed, MAX_UNPACKED + 1)
    except (binascii.Error, zlib.error) as error:
        raise DataError("link_changed") from error
    if len(data) > MAX_UNPACKED:
        raise DataError("link_too_large")
    if not unpacker.eof or unpacker.unused_data:
        raise DataError("link_changed")
    return data
