"""What the tests of the window share."""

import pytest

from gui.base import access, guard
from gui.base.remembered import forget_all
from gui.look.theme import Look
from gui.session import Session
from gui.words.translation import set_language
from tests.gui.hand import Bench, default_state
from tests.gui.kept import Keeper, Stands

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
def stands(qapp):
    """The widgets that are kept, each in a window, for the tests of a file."""
    stands = Stands()
    yield stands
    stands.close()


@pytest.fixture
def kept_stand(stands):
    """Make a stand, or have that of the tests before: a function of how, state and the rest."""
    yield stands.open
    stands.look_over()


@pytest.fixture
def bench(kept_stand):
    """Open a rail: a function of state, scale and height."""

    def opened(state=None, scale=1.0, height=916):
        return kept_stand(Bench, state, scale, height)

    return opened


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
