"""Write the table of keys in the README anew, from the one table of actions."""

from __future__ import annotations

import re
from pathlib import Path

from gui.window.key_sheet import words_of
from gui.words.actions import Action, Place, actions_at, with_arrows
from gui.words.translation import set_language, tr

README = Path(__file__).parents[1] / "README.md"
_MANY = 3
_TABLE = re.compile(r"(?<=\| where \| keys and gestures \|\n\|---\|---\|\n)(?:\|.*\n)*")


def table() -> str:
    """A row for each place, in English."""
    set_language("en")
    rows = [
        f"| {tr(f'keys.at.{place.value}')} | {'; '.join(map(_written, actions_at(place)))} |\n"
        for place in Place
    ]
    return "".join(rows)


def with_table(text: str) -> str:
    """`text` with the table as it is now."""
    return _TABLE.sub(lambda _: table(), text)


def _written(action: Action) -> str:
    keys = [f"`{with_arrows(key)}`" for key in action.keys]
    if len(keys) > _MANY:
        keys = [f"{keys[0]} to {keys[-1]}"]
    gestures = [tr(f"keys.gesture.{gesture}").lower() for gesture in action.gestures]
    what = words_of(action)
    return f"{' or '.join([*keys, *gestures])} {what[0].lower()}{what[1:]}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")
