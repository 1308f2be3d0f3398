"""The menu entry: written where desktops look, starting the right file, removed without a trace."""

import configparser
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from gui.app import command_line as app
from gui.app import desktop
from gui.files.dialogs import ENDING

ICON = Path(__file__).parents[2] / "resources" / "icons" / "losslab.svg"
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="for Linux desktops")


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


@pytest.fixture
def command(tmp_path, monkeypatch):
    """A program in a folder whose name holds every character that the entry must quote."""
    path = tmp_path / 'my "apps" $HOME `x` 50% back\\slash' / "losslab"
    path.parent.mkdir()
    path.write_text('#!/bin/sh\nprintf "%s" "$0" > "$1"\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "argv", [str(path)])
    return path


def read(path):
    entry = configparser.RawConfigParser(delimiters="=", strict=True)
    entry.optionxform = str
    entry.read_string(path.read_text("utf-8"))
    assert entry.sections() == ["Desktop Entry"]
    return entry["Desktop Entry"]


def unescape(value):
    """The value of a desktop entry's string, as its specification reads it."""
    plain = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return re.sub(r"\\(.)", lambda found: plain[found[1]], value)


def arguments(value):
    """The words of an ``Exec`` line, as its specification reads it."""
    words = re.findall(r'"((?:[^"\\`$]|\\["\\`$])*)"|([^\s"]+)', unescape(value))
    return [re.sub(r"\\(.)", r"\1", quoted).replace("%%", "%") or bare for quoted, bare in words]


def test_installing_writes_the_entry_the_icon_and_the_type_of_files(data, command, capsys):
    assert app.main(["--install-desktop"]) == 0
    entry = data / "applications" / "losslab.desktop"
    icon = data / "icons" / "hicolor" / "scalable" / "apps" / "losslab.svg"
    kind = data / "mime" / "packages" / "losslab.xml"
    told = capsys.readouterr().out.splitlines()
    assert told == [f"wrote {entry}", f"wrote {icon}", f"wrote {kind}"]
    assert icon.read_bytes() == ICON.read_bytes()


def test_files_with_the_program_s_ending_are_its_own(data, command):
    app.main(["--install-desktop"])
    xml = {"": "http://www.freedesktop.org/standards/shared-mime-info"}
    (kind,) = ET.parse(data / "mime" / "packages" / "losslab.xml").getroot()
    assert kind.find("glob", xml).get("pattern") == f"*{ENDING}"
    assert kind.find("sub-class-of", xml).get("type") == "application/json"
    entry = read(data / "applications" / "losslab.desktop")
    assert entry["MimeType"] == f"{kind.get('type')};"
    assert kind.find("icon", xml).get("name") == entry["Icon"]


@pytest.mark.skipif(not shutil.which("update-mime-database"), reason="no desktop's tools here")
def test_the_desktop_s_own_tool_takes_the_type_in_and_lets_it_go(data, command):
    app.main(["--install-desktop"])
    globs = data / "mime" / "globs2"
    assert f"60:application/x-losslab+json:*{ENDING}" in globs.read_text().splitlines()
    app.main(["--uninstall-desktop"])
    left = [path for path in (data / "mime").rglob("*") if path.is_file()]
    assert [path for path in left if b"losslab" in path.read_bytes()] == []


def test_a_folder_s_name_is_written_so_that_one_line_stays_one(
    tmp_path, command, monkeypatch, capsys
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "a\n\x1b[2J"))
    assert app.main(["--install-desktop"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)


def test_the_entry_starts_the_command_by_its_whole_path(data, command, tmp_path):
    app.main(["--install-desktop"])
    entry = read(data / "applications" / "losslab.desktop")
    assert unescape(entry["TryExec"]) == str(command)
    words = arguments(entry["Exec"])
    assert words == [str(command), "%f"]
    told = tmp_path / "told"
    subprocess.run([words[0], str(told)], check=True)
    assert told.read_text() == str(command)


def test_the_entry_names_the_icon_and_the_window(data, command):
    app.main(["--install-desktop"])
    entry = read(data / "applications" / "losslab.desktop")
    assert (entry["Icon"], entry["StartupWMClass"]) == ("losslab", "losslab")
    assert (entry["Type"], entry["Name"], entry["Terminal"]) == ("Application", "Loss Lab", "false")
    for key in ("GenericName[ko]", "Comment[ko]"):
        assert re.search("[가-힣]", entry[key])


def test_installing_twice_is_the_same_as_once(data, command):
    app.main(["--install-desktop"])
    files = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert app.main(["--install-desktop"]) == 0
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == files


def test_removing_leaves_no_file_of_ours(data, command, capsys):
    app.main(["--install-desktop"])
    assert app.main(["--uninstall-desktop"]) == 0
    assert not [path for path in data.rglob("losslab*") if path.is_file()]
    capsys.readouterr()
    assert app.main(["--uninstall-desktop"]) == 0
    assert capsys.readouterr().out == "there was nothing to remove\n"


def test_without_an_installed_command_it_says_what_to_do(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["-m"])
    monkeypatch.setattr(desktop.sysconfig, "get_path", lambda name: str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert app.main(["--install-desktop"]) == 1
    assert capsys.readouterr().err == f"losslab: {desktop.NO_COMMAND}\n"
    assert not data.exists()


def test_a_folder_that_cannot_be_written_is_named(data, command, capsys):
    data.write_text("a file where the folder should be")
    assert app.main(["--install-desktop"]) == 1
    assert str(data) in capsys.readouterr().err


def test_a_relative_data_folder_is_ignored_as_the_specification_says(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", "somewhere")
    monkeypatch.setenv("HOME", str(tmp_path))
    written = desktop.install_entry(Path("/bin/true"))
    assert all(path.is_relative_to(tmp_path / ".local" / "share") for path in written)


def test_other_systems_get_one_sentence(data, command, monkeypatch, capsys):
    monkeypatch.setattr(desktop.sys, "platform", "darwin")
    assert app.main(["--install-desktop"]) == 0
    assert capsys.readouterr().out == desktop.NOT_LINUX + "\n"
    assert not data.exists()
