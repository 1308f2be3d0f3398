"""A formula as plain text, for tests, screen readers and notes, and as LaTeX."""

from __future__ import annotations

import re

from gui.charts.formula.boxes import (
    Atom,
    Box,
    Dots,
    Fraction,
    Remark,
    Row,
    Run,
    Script,
    Struck,
    Styled,
    Tagged,
    space_between,
)

_RAISED = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_LATEX = str.maketrans({"−": "-", "≈": r"\approx", "×": r"\times "})
_OPERATOR_NAMES = re.compile(r"\b(ln|max)\b")


def plain(box: Box) -> str:
    """The formula as one line of text: ``Lᵢ = −ln(e^3.2 / (e^3.2 + e^5.1)) = …``."""
    match box:
        case Run(text):
            return text
        case Dots(note):
            return f"⋯ ({note})" if note else "⋯"
        case Remark(text):
            return f"({text})"
        case Row(parts):
            return _row(parts)
        case Script(base, above, below):
            return plain(base) + _raised(box, above) + _lowered(below)
        case Fraction(above, below, small):
            over = "/" if small else " / "
            return f"{_grouped(above)}{over}{_grouped(below)}"
        case Styled(body) | Struck(body) | Tagged(body):
            return plain(body)


def latex(box: Box) -> str:
    r"""The formula as LaTeX math, without dollar signs; no package is needed.

    What is struck counts nothing, and has a 0 under it.
    """
    match box:
        case Run(text):
            return _OPERATOR_NAMES.sub(r"\\\1", text.translate(_LATEX))
        case Dots():
            return r"\cdots"
        case Remark(text):
            return rf"\quad ({text.translate(_LATEX)})"
        case Row(parts):
            return " ".join(latex(part) for part in parts)
        case Script(base, above, below):
            raised = f"^{{{latex(above)}}}" if above is not None else ""
            lowered = f"_{{{latex(below)}}}" if below is not None else ""
            return f"{latex(base)}{lowered}{raised}"
        case Fraction(above, below):
            return rf"\frac{{{latex(above)}}}{{{latex(below)}}}"
        case Struck(body):
            return rf"\underbrace{{{latex(body)}}}_{{0}}"
        case Styled(body, _, bold):
            return rf"\mathbf{{{latex(body)}}}" if bold else latex(body)
        case Tagged(body):
            return latex(body)


def _row(parts: tuple[Box, ...]) -> str:
    text = ""
    last: Box | None = None
    for part in parts:
        if isinstance(part, Fraction) and last is not None and last.atom is Atom.OP:
            # ln over a fraction has no parentheses on screen; on one line it needs them.
            text += f"({plain(part)})"
        else:
            spaced = last is not None and space_between(last.atom, part.atom)
            text += (" " if spaced else "") + plain(part)
        last = part
    return text


def _grouped(box: Box) -> str:
    text = plain(box)
    return f"({text})" if " " in text else text


def _raised(script: Script, above: Box | None) -> str:
    if above is None:
        return ""
    text = plain(above)
    if text.translate(_RAISED) != text and plain(script.base) != "e" and "." not in text:
        return text.translate(_RAISED)
    return f"^({text})" if "×" in text or " " in text else f"^{text}"


def _lowered(below: Box | None) -> str:
    if below is None:
        return ""
    text = plain(below)
    return "ᵢ" if text == "i" else f"_{text}"
