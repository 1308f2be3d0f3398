"""Lists as Python, NumPy, PyTorch and JSON print them."""

import re
from collections.abc import Callable

from core.importing.cells import number
from core.importing.errors import DataError, shortened
from core.importing.table import Table, of_rows

_TOKEN = re.compile(
    r"""\s*(?:([\[(])|([\])])|(,)|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|([^\s,\[\]()"']+))"""
)
_WRAPPER = re.compile(r"(?:\w+\s*=\s*)?(?:\w+\.)*(?:array|tensor|asarray|matrix|Tensor)\s*\(")
_END = re.compile(r",\s*(?:dtype|device|shape|grad_fn|requires_grad)\s*=[^\[\]]*|\)?\s*;?")
_DEEPEST = 3
_OFTEN = 1 << 14
_CONSTANTS = {"True": 1.0, "False": 0.0, "true": 1.0, "false": 0.0}


def looks_bracketed(text: str) -> bool:
    """Whether a text begins as a list or a printed array does."""
    head = text[:200].lstrip()
    wrapped = _WRAPPER.match(head)
    head = head[wrapped.end() :].lstrip() if wrapped else re.sub(r"^\w+\s*=\s*", "", head)
    return head.startswith("[") or (head.startswith("(") and wrapped is None)


def read_brackets(text: str, go_on: Callable[[], None] = lambda: None) -> Table:
    """The numbers and words of a list, or of a list of lists.

    Raises
    ------
    DataError
        With the line, for what is no such list; ``shortened`` for a print that leaves numbers out.
    """
    begun = _WRAPPER.match(text.lstrip())
    place = len(text) - len(text.lstrip()) + (begun.end() if begun else 0)
    if begun is None and (named := re.match(r"\w+\s*=\s*", text.lstrip())):
        place += named.end()
    top, end = _nested(text, place, go_on)
    if not _END.fullmatch(text[end:].strip()):
        rest = text[end:].strip()
        raise DataError("after_list", line=_line(text, end), found=shortened(rest[:60]))
    return of_nested(top)


def of_nested(top: list[object]) -> Table:
    """A list of values, or of lists of values, as a table; a flat list is one column.

    A list in between that holds one list alone, as of an array of shape (1, N, M), is left out.
    """
    while len(top) == 1 and isinstance(top[0], list) and top[0] and isinstance(top[0][0], list):
        top = top[0]
    if any(isinstance(item, list) for item in top):
        if not all(isinstance(item, list) for item in top):
            raise DataError("mixed_list")
        return of_rows(top)  # type: ignore[arg-type] # just looked at
    return of_rows([[item] for item in top], flat=True)


def _nested(text: str, place: int, go_on: Callable[[], None]) -> tuple[list[object], int]:
    stack: list[list[object]] = []
    count = 0
    while (found := _TOKEN.match(text, place)) is not None:
        place = found.end()
        count += 1
        if count % _OFTEN == 0:
            go_on()
        if found[1]:
            if len(stack) == _DEEPEST:
                raise DataError("too_deep", line=_line(text, place))
            stack.append([])
        elif not stack:
            break
        elif found[2]:
            done = stack.pop()
            if not stack:
                return done, place
            stack[-1].append(done)
        elif not found[3]:
            quoted = found[4] if found[4] is not None else found[5]
            stack[-1].append(_value(found[6], text, place) if quoted is None else quoted)
    raise DataError("cut_list", line=_line(text, place))


def _value(bare: str, text: str, place: int) -> object:
    if bare in {"...", "…"}:
        raise DataError("shortened", line=_line(text, place))
    if bare in _CONSTANTS:
        return _CONSTANTS[bare]
    value = number(bare)
    return bare if value is None else value


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
