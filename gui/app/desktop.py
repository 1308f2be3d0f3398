"""Make Loss Lab known to the desktop on Linux, for this person only, and take it out again.

It comes into the menu, and is what opens the program's files. The places and the quoting are those
of freedesktop.org's Desktop Entry, Icon Theme and Shared MIME-info specifications. No Qt here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from importlib.resources import files
from pathlib import Path

from core.text import printable
from gui.base.streams import complain, mention

NOT_LINUX = "The menu entry is for Linux desktops; nothing was changed here."
NO_COMMAND = (
    "the command losslab was not found; install Loss Lab first (see README.md), "
    "then run losslab --install-desktop"
)


def run(*, install: bool) -> int:
    """Carry out ``--install-desktop`` or ``--uninstall-desktop`` and say what was done.

    Parameters
    ----------
    install
        Whether to add the entry; otherwise it is removed.

    Returns
    -------
    int
        The exit status.
    """
    if not sys.platform.startswith("linux"):
        mention(NOT_LINUX, sys.stdout)
        return 0
    try:
        if install:
            command = find_command()
            if command is None:
                complain(NO_COMMAND)
                return 1
            verb, paths = "wrote", install_entry(command)
        else:
            verb, paths = "removed", uninstall_entry()
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}")
        return 1
    lines = [f"{verb} {path}" for path in paths] or ["there was nothing to remove"]
    mention("\n".join(map(printable, lines)), sys.stdout)
    return 0


def find_command() -> Path | None:
    """The absolute path of the ``losslab`` command: the running one, else the one beside Python.

    A menu entry cannot lean on a shell's search path, and the running file (pipx's link, say)
    outlives an upgrade of what it points at; so links are not resolved.
    """
    candidates = [Path(sys.argv[0]), Path(sysconfig.get_path("scripts"), "losslab")]
    if found := shutil.which("losslab"):
        candidates.append(Path(found))
    for path in candidates:
        if path.name == "losslab" and path.is_file() and os.access(path, os.X_OK):
            return path.absolute()
    return None


def install_entry(command: Path) -> list[Path]:
    """Write the menu entry, the icon and the type of the program's files.

    Parameters
    ----------
    command
        The absolute path of what the entry starts.

    Returns
    -------
    list of Path
        The files written.
    """
    entry, icon, kind = places = _places()
    for path in places:
        path.parent.mkdir(parents=True, exist_ok=True)
    resources = files("resources")
    icon.write_bytes(resources.joinpath("icons", "losslab.svg").read_bytes())
    kind.write_bytes(resources.joinpath("losslab.xml").read_bytes())
    text = resources.joinpath("losslab.desktop").read_text("utf-8")
    entry.write_text(entry_text(text, command), "utf-8")
    _announce(entry, kind)
    return list(places)


def uninstall_entry() -> list[Path]:
    """Remove what `install_entry` wrote.

    Returns
    -------
    list of Path
        The files removed.
    """
    entry, _, kind = places = _places()
    removed = [path for path in places if path.exists()]
    for path in removed:
        path.unlink()
    if removed:
        _announce(entry, kind)
    return removed


def entry_text(template: str, command: Path) -> str:
    """Fill the command's path into the text of a desktop entry.

    Parameters
    ----------
    template
        A desktop entry that starts ``losslab``.
    command
        The absolute path to start instead.

    Returns
    -------
    str
        The entry for this machine.
    """
    replaced = {
        "Exec=losslab %f": f"Exec={_string(_argument(str(command)))} %f",
        "TryExec=losslab": f"TryExec={_string(str(command))}",
    }
    return "\n".join(replaced.get(line, line) for line in template.split("\n"))


def _argument(text: str) -> str:
    """Quote one argument of ``Exec``: in double quotes, special characters behind a backslash."""
    for character in '\\"`$':
        text = text.replace(character, "\\" + character)
    return '"' + text.replace("%", "%%") + '"'


def _string(text: str) -> str:
    """Escape a value of type string; for ``Exec`` this comes on top of the quoting above."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _places() -> tuple[Path, Path, Path]:
    """Where the menu entry, the icon and the type of files go."""
    home = os.environ.get("XDG_DATA_HOME", "")
    # The specification tells to ignore a relative path here.
    data = Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "share"
    icons = data / "icons" / "hicolor" / "scalable" / "apps"
    entry = data / "applications" / "losslab.desktop"
    return entry, icons / "losslab.svg", data / "mime" / "packages" / "losslab.xml"


def _announce(entry: Path, kind: Path) -> None:
    """Let the desktop read its folders again; where it has no tools for that it does so itself."""
    for tool, folder in (
        (["update-mime-database"], kind.parents[1]),
        (["update-desktop-database", "-q"], entry.parent),
    ):
        if shutil.which(tool[0]) and folder.is_dir():
            subprocess.run([*tool, str(folder)], check=False, capture_output=True)
