"""What holds for every test: no screen needed, nothing of the person's own touched, nothing left.

The platform is chosen before anything imports Qt. Tests marked `desktop` start the program as a
process of its own, in the environment that the fixture `x_display` gives.
"""

import os
import subprocess
import sys
import threading

import pytest
from hypothesis import HealthCheck, settings

from tests import sweeps

for name in [name for name in os.environ if name.startswith("QT_")]:
    del os.environ[name]  # a developer's scale factor or style would change what is drawn
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# The same examples every time, however long a busy machine takes to make them: a check that fails
# by chance teaches people to run it again.
settings.register_profile(
    "losslab",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=sweeps.USUAL,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("soak", settings.get_profile("losslab"), max_examples=10 * sweeps.USUAL)
settings.register_profile("search", deadline=None, max_examples=5000)
settings.load_profile("losslab")


def pytest_addoption(parser):
    parser.addoption("--soak", action="store_true", help="run what is left of the long sweeps")
    parser.addoption("--renew-golden", action="store_true", help="keep new golden pictures")


def pytest_configure(config):
    """Draw more examples in the soak; `tries` of tests/sweeps.py goes by this."""
    if config.getoption("soak"):
        settings.load_profile("soak")


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path, parent):
    """Let every second worker read the tests from the last to the first.

    Where nothing is compiled, each then finds compiled what the other has read.
    """
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return Backwards.from_parent(parent, path=path) if int(number) % 2 else None


class Backwards(pytest.Dir):
    """A folder of tests whose last file is read first."""

    def collect(self):
        return reversed(list(super().collect()))


def pytest_collection_modifyitems(config, items):
    """Choose between a sample and the rest; leave out what needs an X server where none can be."""
    soak = config.getoption("soak")
    kept, left = [], []
    for item in items:
        in_soak_alone, longer = map(item.get_closest_marker, ("soak", "longer"))
        is_wanted = (in_soak_alone or longer) if soak else not in_soak_alone
        (kept if is_wanted else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = sorted(kept, key=lambda item: item.path)  # in the same order for every worker
    if sys.platform in {"win32", "darwin"}:
        for item in items:
            if item.get_closest_marker("desktop"):
                item.add_marker(pytest.mark.skip(reason="needs an X server"))


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory):
    """Keep the settings and logs of the tests away from the person's own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


@pytest.fixture(autouse=True)
def nothing_left(request):
    """Fail a test of the window that leaves a shown window, a running timer or a thread.

    pytest-qt closes the widgets that a test registered before this looks.
    """
    before = set(threading.enumerate())
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    from tests.leftovers import leftovers, let_go, look_away

    look_away()
    yield
    let_go()
    found = leftovers(before)
    assert not found, "left behind: " + "; ".join(found)


@pytest.fixture(scope="session")
def x_server(tmp_path_factory):
    """Run an X server that nobody sees; the name of its display, and the file its screen is in."""
    reading, writing = os.pipe()
    folder = tmp_path_factory.mktemp("screen")
    # Without -noreset it would start afresh whenever its last client leaves, and drop the next one.
    screen = ["-screen", "0", "1920x1080x24", "-fbdir", str(folder), "-nocursor", "-noreset"]
    command = ["Xvfb", "-displayfd", str(writing), *screen]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()  # comes once the server accepts clients
        assert number, "Xvfb did not start"
        try:
            yield f":{number}", folder / "Xvfb_screen0"
        finally:
            server.terminate()


@pytest.fixture
def x_display(x_server):
    """Give the environment of a person at a desktop: the X server's display, Qt left to choose."""
    environment = dict(os.environ, DISPLAY=x_server[0], XDG_SESSION_TYPE="x11")
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    return environment


@pytest.fixture
def x_screen(x_server):
    """The file in which the X server keeps what its screen shows, in the format of xwd."""
    return x_server[1]
