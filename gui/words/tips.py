"""Tool tips, messages and menus say what people have written letter for letter."""

from __future__ import annotations

_JOINER = "\u2060"


def literal(text: str) -> str:
    """`text` as a tool tip or message that Qt shows letter for letter.

    Qt guesses whether a tool tip is HTML, and a class may well be called ``<b>`` or ``a &lt; b``.
    An invisible character after each sign that could begin markup keeps it from finding any.
    """
    return text.replace("<", f"<{_JOINER}").replace("&", f"&{_JOINER}")


def on_button(text: str) -> str:
    """`text` on a button or in a menu, where a single & would underline the letter after it."""
    return text.replace("&", "&&")
