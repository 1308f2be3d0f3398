"""The set-up script: done once, done again when something changed, and clear when it cannot.

Everything it calls stands in for the real thing: short programs that note how they were called.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = "cat cksum cp dirname env grep mkdir sed sh sort tr"
PYTHON = """#!/bin/sh
# A Python that makes a copy of itself for an environment and agrees to everything else.
echo "$0 $*" >>"$CALLS"
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *print*version_info*) echo 3.11 ;;
    *version_info*) exit ${OLD:-0} ;;
    *"import ensurepip"*) exit ${NO_VENV:-0} ;;
    *Korean*) exit ${NO_FONT:-0} ;;
    *"pip --version"*) [ -d .venv ] ;;
    *"pip install --help"*) echo "  ${OLD_PIP:---group} <group>" ;;
    --version) echo Python 3.9.2 ;;
esac
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


class Machine:
    """A folder that stands for a machine: a checkout, and the programs that it has."""

    def __init__(self, folder):
        self.folder = folder / "losslab"
        self.bin = folder / "bin"
        self.calls_file = folder / "calls"
        (self.folder / "tools").mkdir(parents=True)
        self.bin.mkdir()
        shutil.copy(ROOT / "tools" / "set-up.sh", self.folder / "tools")
        shutil.copy(ROOT / "pyproject.toml", self.folder)
        for tool in TOOLS.split():
            (self.bin / tool).symlink_to(shutil.which(tool))
        self.program("python3", PYTHON)
        self.program("uname", "#!/bin/sh\necho Linux\n")
        self.program("id", "#!/bin/sh\necho 1000\n")
        self.program("ldd", "#!/bin/sh\nexit 0\n")
        for name in ("Xvfb", "xdotool"):
            self.program(name)

    def program(self, name, text='#!/bin/sh\necho "$0 $*" >>"$CALLS"\n'):
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def lacks(self, *libraries):
        """Let Qt's files ask for libraries that are not there until apt-get has installed."""
        lines = "".join(f"\t{name} => not found\n" for name in libraries)
        self.program("ldd", f"#!/bin/sh\n[ -f installed ] || printf '{lines}'\n")

    def has_apt(self):
        self.program(
            "apt-get", '#!/bin/sh\necho "apt-get $*" >>"$CALLS"\n[ $1 = update ] || : >installed\n'
        )

    def is_root(self):
        self.program("id", "#!/bin/sh\necho 0\n")

    def set_up(self, purpose="run", **environment):
        self.calls_file.write_text("")
        return subprocess.run(
            ["/bin/sh", "tools/set-up.sh", purpose],
            check=False,
            cwd=self.folder,
            env={"PATH": str(self.bin), "CALLS": str(self.calls_file), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    def calls(self):
        return self.calls_file.read_text().splitlines()

    def called(self, text):
        return [call for call in self.calls() if text in call]


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_the_first_time_makes_the_environment_and_installs(machine):
    assert machine.set_up().returncode == 0
    assert machine.called("-m venv")
    assert machine.called("pip install --editable .")


def test_the_second_time_calls_nothing(machine):
    machine.set_up()
    told = machine.set_up()
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    assert machine.calls() == []


def test_a_changed_project_file_installs_again_into_the_same_environment(machine):
    machine.set_up()
    with (machine.folder / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    assert machine.set_up().returncode == 0
    assert machine.called("pip install --editable .")
    assert not machine.called("-m venv")


def test_a_moved_checkout_installs_again(machine):
    machine.set_up()
    machine.folder = machine.folder.rename(machine.folder.with_name("moved"))
    assert machine.set_up().returncode == 0
    assert machine.called("pip install --editable .")


def test_a_failed_installation_is_tried_again(machine):
    machine.program(
        "python3", PYTHON.replace("    --version)", "    *--editable*) exit 3 ;;\n    --version)")
    )
    assert machine.set_up().returncode != 0
    machine.set_up()
    assert machine.called("pip install --editable .")


def test_testing_installs_its_group_and_serves_running_too(machine):
    assert machine.set_up("test").returncode == 0
    assert machine.called("--group dev")
    machine.set_up("run")
    assert machine.calls() == []
    machine.set_up("bench")
    assert machine.called("--group bench")


def test_a_pip_without_groups_is_upgraded_first(machine):
    machine.set_up("test", OLD_PIP="--nothing")
    upgraded, installed = (machine.called(text)[0] for text in ("pip>=25.1", "--group dev"))
    assert machine.calls().index(upgraded) < machine.calls().index(installed)
    machine.set_up("bench")
    assert not machine.called("pip>=25.1")


def test_root_gets_the_missing_libraries_installed(machine):
    machine.has_apt()
    machine.is_root()
    machine.lacks("libxcb-icccm.so.4", "libX11-xcb.so.1", "libdbus-1.so.3", "libglib-2.0.so.0")
    assert machine.set_up().returncode == 0
    (call,) = machine.called("apt-get install")
    assert call.split()[-4:] == ["libdbus-1-3", "libglib2.0-0", "libx11-xcb1", "libxcb-icccm4"]


def test_an_installation_that_did_not_help_is_told(machine):
    machine.program("apt-get")
    machine.is_root()
    machine.lacks("libEGL.so.1")
    told = machine.set_up()
    assert told.returncode != 0
    assert "Still missing after the installation: libEGL.so.1" in told.stderr


def test_sudo_is_used_where_it_asks_nothing(machine):
    machine.has_apt()
    machine.program("sudo", '#!/bin/sh\necho "sudo $*" >>"$CALLS"\n[ "$1" = -n ] || "$@"\n')
    machine.lacks("libEGL.so.1")
    assert machine.set_up().returncode == 0
    assert machine.called("sudo env DEBIAN_FRONTEND=noninteractive apt-get install")


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install libegl1 libxcb-cursor0"),
        ("dnf", "sudo dnf install 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"),
        ("zypper", "sudo zypper install --capability 'libEGL.so.1()(64bit)'"),
    ],
)
def test_where_nothing_may_be_installed_the_command_is_named(manager, command, machine):
    machine.program(manager)
    machine.lacks("libxcb-cursor.so.0", "libEGL.so.1")
    told = machine.set_up()
    assert told.returncode != 0
    assert command in told.stderr
    assert machine.called(manager) == []


def test_an_unknown_system_gets_the_names_of_the_files(machine):
    machine.lacks("libxcb-cursor.so.0", "libEGL.so.1")
    told = machine.set_up()
    assert told.returncode != 0
    assert "libEGL.so.1 libxcb-cursor.so.0" in told.stderr


def test_the_tools_that_drive_a_window_are_needed_for_tests_alone(machine):
    for name in ("Xvfb", "xdotool"):
        (machine.bin / name).unlink()
    machine.program("apt-get")
    assert machine.set_up("run").returncode == 0
    told = machine.set_up("test")
    assert told.returncode != 0
    assert "sudo apt-get install xdotool xvfb" in told.stderr


def test_a_missing_korean_font_stops_the_tests_but_not_the_program(machine):
    machine.program("apt-get")
    told = machine.set_up("run", NO_FONT="1")
    assert told.returncode == 0
    assert "fonts-nanum" in told.stderr
    assert machine.set_up("test", NO_FONT="1").returncode != 0


def test_a_python_that_is_too_old_is_named(machine):
    told = machine.set_up(OLD="1")
    assert told.returncode != 0
    assert "3.11 or newer" in told.stderr
    assert "3.9.2" in told.stderr
    assert not machine.called("-m venv")


def test_a_newer_python_beside_an_old_one_is_found(machine):
    machine.program("python3", PYTHON.replace("${OLD:-0}", "1"))
    machine.program("python3.12", PYTHON)
    assert machine.set_up().returncode == 0
    assert machine.called("python3.12 -m venv")


def test_a_python_without_venv_names_the_package(machine):
    machine.program("apt-get")
    told = machine.set_up(NO_VENV="1")
    assert told.returncode != 0
    assert "sudo apt-get install python3.11-venv" in told.stderr
