"""The wheel: one private folder, nothing forgotten, and it runs where only its dependencies are."""

import os
import struct
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(source, target, kind):
    """Build without isolation: nothing is fetched."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target],
        check=True,
        cwd=source,
        capture_output=True,
    )
    (built,) = target.iterdir()
    return built


def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment with the wheel and, on its path, the packages that the wheel depends on."""
    folder = tmp_path_factory.mktemp("installed")
    make = [sys.executable, "-m", "venv", "--without-pip", folder]
    subprocess.run(make, check=True, capture_output=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps"]
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    site = sysconfig.get_path("purelib", vars={"base": str(folder)})
    # A path file inside a folder added like this is not read, so an editable install stays unseen.
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


def run(installed, name, *arguments, cwd):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [installed / name, *arguments],
        check=False,
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_only_top_level_name_is_losslab(wheel):
    top = {name.split("/")[0] for name in names(wheel)}
    assert {name for name in top if not name.endswith(".dist-info")} == {"losslab"}
    assert len(top) == 2


def test_the_wheel_holds_every_file_of_the_program_and_nothing_else(wheel):
    files = [path for part in ("core", "gui", "resources") for path in (ROOT / part).rglob("*")]
    expected = {
        "losslab/" + path.relative_to(ROOT).as_posix()
        for path in files
        if path.is_file() and "__pycache__" not in path.parts
    }
    found = {name for name in names(wheel) if name.startswith("losslab/")}
    launcher = {"__init__.py", "__main__.py", "_calling.py", "_passing.py", "_results.py"}
    assert found == expected | {f"losslab/{name}" for name in (*launcher, "py.typed")}


def test_the_wheel_carries_the_licence(wheel):
    assert any(name.endswith("/licenses/LICENSE") for name in names(wheel))


def test_a_wheel_made_from_the_source_archive_is_the_same(wheel, tmp_path):
    archive = build(ROOT, tmp_path / "sdist", "sdist")
    # Early releases of Python 3.11 know no filters; later ones ask for one.
    safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    with tarfile.open(archive) as content:
        content.extractall(tmp_path, **safely)
    source = tmp_path / archive.name.removesuffix(".tar.gz")
    for name in ("Makefile", "tests/conftest.py", "tools/set-up.sh", "README.md"):
        assert (source / name).is_file()
    assert names(build(source, tmp_path / "again", "wheel")) == names(wheel)


def test_the_installed_command_evaluates_with_its_own_files(installed, tmp_path):
    """A stranger's `core` in the folder where it is started must not be met."""
    assert run(installed, "losslab", "--version", cwd=tmp_path).stdout.startswith("losslab ")
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    for command in (["losslab"], ["python", "-m", "losslab"]):
        told = run(installed, *command, "--evaluate", cwd=tmp_path)
        assert (told.returncode, told.stderr) == (0, "")
        assert '"total"' in told.stdout


def test_the_installed_command_draws_the_window_as_large_as_asked_for_on_any_screen(
    installed, tmp_path, monkeypatch
):
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.5")
    wish = "--render", "out.png", "--size", "1280x720", "--lang", "ko"
    told = run(installed, "losslab", *wish, cwd=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    header = (tmp_path / "out.png").read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", header[16:]) == (1280, 720)


ASKING = """
import sys
path = list(sys.path)
import losslab
assert sys.path == path and "numpy" not in sys.modules
import core
print(core.MINE, losslab.evaluate([[1.0, 2.0]], ["b"], classes=["a", "b"]).losses["hinge"].tolist())
"""


def test_a_python_program_asks_the_installed_one_for_numbers(installed, tmp_path):
    for name in ("core", "gui", "resources"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("MINE = True")
    (tmp_path / "script.py").write_text(ASKING)
    told = run(installed, "python", "script.py", cwd=tmp_path)
    assert (told.stderr, told.stdout) == ("", "True [0.0]\n")


def test_the_program_s_folders_are_private(installed, tmp_path):
    """Installed beside anything, it takes away none of these common names."""
    for name in ("core", "gui", "resources"):
        told = run(installed, "python", "-c", f"import {name}", cwd=tmp_path)
        assert f"No module named '{name}'" in told.stderr
