"""The top of a scenario file: that it is one, of a known version, and where its parts stand."""

import json
import re

import msgspec
from msgspec import UnsetType
from msgspec.json import Decoder

from core.errors import ScenarioError
from core.scenario.document import member, no_json, require_utf8, shown_at, shown_text
from core.scenario.fields import FIELDS, FORMAT, VERSION, Known, Outline, accepted_at
from core.scenario.foreign import binary_kind, text_kind
from core.scenario.pieces import whole

_TEXT, _INTEGER = Decoder(list[str]), Decoder(list[int])
_NAME = re.compile(rb'\s*("(?:[^"\\]|\\.)*")\s*:\s*')
_NEXT = re.compile(rb"\s*([,}])")
_ENDS = 4096


def read_outline(data: bytes, known: Known) -> Outline:
    """The parts of a file.

    Raises
    ------
    ScenarioError
        If it is no JSON, no scenario, of a newer version, or if a part is unknown or stands twice.
    """
    if (foreign := binary_kind(data)) is not None:
        raise foreign
    require_utf8(data)
    try:
        outline = msgspec.json.decode(data, type=Outline)
    except msgspec.ValidationError:
        found = shown_at(data, 0)
        raise text_kind(data) or ScenarioError("$", found, "object") from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise text_kind(data) or no_json(data, error) from error
    _require_format(outline, known)
    _require_known_parts(data, outline)
    return outline


def _require_format(outline: Outline, known: Known) -> None:
    # Before anything else: what else a newer version holds is not for this one to judge.
    told = whole(required(outline, "format", known), "$.format", known)
    if told.decode(_TEXT)[0] != FORMAT:
        told.refuse(0)
    part = required(outline, "version", known)
    told = whole(part, "$.version", known)
    version = told.decode(_INTEGER)[0]
    if version > VERSION:
        found = shown_text(memoryview(part))
        raise ScenarioError("$.version", "newer", "newer", {"version": found})
    if version < 1:
        told.refuse(0)


def required(outline: Outline, name: str, known: Known) -> msgspec.Raw:
    """A part that has to be there."""
    part: msgspec.Raw | UnsetType = getattr(outline, name)
    if isinstance(part, UnsetType):
        raise missing(name, known)
    return part


def missing(name: str, known: Known) -> ScenarioError:
    """A complaint about a part that is not there."""
    return ScenarioError(f"$.{name}", "nothing", *accepted_at(f"$.{name}", known))


def _require_known_parts(data: bytes, outline: Outline) -> None:
    """Complain about a part that is unknown or stands twice, without reading what is in the parts.

    msgspec keeps the last of two parts. So either the first of them is not what was kept, or its
    name comes again.
    """
    place, seen = data.index(b"{") + 1, set[str]()
    while (found := _NAME.match(data, place)) is not None:
        name = json.loads(found[1])
        if name not in FIELDS["$"]:
            accepted = "known_field", {"fields": ", ".join(FIELDS["$"])}
            raise ScenarioError(member("$", name), shown_at(data, found.end()), *accepted)
        part = memoryview(getattr(outline, name))
        end = found.end() + len(part)
        after = _NEXT.match(data, end)
        if name in seen or after is None or not _same(data, found.end(), part):
            raise ScenarioError(member("$", name), "repeated", "once")
        seen.add(name)
        place = after.end()


def _same(data: bytes, start: int, part: memoryview) -> bool:
    """Whether `part` stands at `start`, as far as its beginning and end tell."""
    end = start + len(part)
    return (
        data[start : min(end, start + _ENDS)] == part[:_ENDS]
        and data[max(start, end - _ENDS) : end] == part[-_ENDS:]
    )
