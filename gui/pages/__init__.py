"""The pages: each shows the one model from another side.

A page is one module here and one line in `PAGES`. It is made when it is first shown: what nobody
looks at costs no time at the start. No Qt is loaded by reading this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.look.theme import Look
    from gui.pages.page import Page
    from gui.session import Session

PAGES = {
    "scores": "ScoresPage",
    "weights": "WeightsPage",
    "batch": "BatchPage",
    "fit": "FitPage",
}
"""Page names, in the order of their tabs, and the class in the module of the same name."""


def page_kind(key: str) -> type[Page]:
    """The class of the page called `key`."""
    kind: type[Page] = getattr(import_module(f"gui.pages.{key}"), PAGES[key])
    return kind


def make_page(key: str, look: Look, session: Session) -> Page:
    """Make the page called `key`."""
    return next(page for page in pieces_of_page(key, look, session) if page is not None)


def pieces_of_page(key: str, look: Look, session: Session) -> Iterator[Page | None]:
    """Make the page called `key`, pausing after each of its pieces; it comes last."""
    make: Callable[..., Page] = page_kind(key)
    pieces = []
    for piece in page_kind(key).pieces:
        pieces.append(piece(look.follower(), session))
        yield None
    yield make(look, session, *pieces)
