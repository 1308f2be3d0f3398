"""What the tests of the window share."""

import pytest

from gui.base import access, guard
from gui.base.remembered import forget_all
from gui.look.theme import Look
from gui.session import Session
from gui.words.translation import set_language
from tests.gui.hand import default_state
from tests.gui.kept import Benches, Keeper

guard.install()  # as the program does before its first widget
access.install()


@pytest.fixture(params=[1.0, 2 / 3], ids=["1080p", "720p"])
def look(request, qapp):
    """The look of a window 1080 and 720 pixels high."""
    return Look(request.param)


@pytest.fixture
def session(qapp):
    """A session over the scenario that the program starts with."""
    return Session(default_state())


@pytest.fixture(scope="module")
def benches(qapp):
    """The rails that are kept for the tests of a file."""
    benches = Benches()
    yield benches
    benches.close()


@pytest.fixture
def bench(benches):
    """Open a rail, or have the one of the tests before: a function of state, scale and height."""
    yield benches.open
    benches.look_over()


@pytest.fixture(scope="module")
def keeper(qapp):
    """The windows that are kept for the tests of a file."""
    keeper = Keeper()
    yield keeper
    keeper.close()


@pytest.fixture
def keep(keeper):
    """Opens windows, or has those of the tests before in this file."""
    yield keeper
    keeper.look_over()


@pytest.fixture
def nothing_fades(monkeypatch):
    """A person who wants less to move; what fades has tests of its own."""
    monkeypatch.setattr("gui.controls.veil.is_reduced", lambda: True)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Let no test find a folder or files that another has chosen, or a program that it started."""
    forget_all()
    yield
    forget_all()


@pytest.fixture(autouse=True)
def english_again():
    """Leave the language as every other test expects it."""
    yield
    set_language("en")
