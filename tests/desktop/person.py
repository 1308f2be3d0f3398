"""A person at a desktop: the program as a process, real pointer and keys, the picture on screen.

Waiting is done on the program itself, so that one that ended early fails the test at once.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds before giving up: on a busy machine the program alone takes twenty to start."""
PAUSE = 0.1
"""Seconds between two searches. Each starts a process, and the program wants the processor too."""
GLANCE = 0.05
"""Seconds between two looks at the screen, which take little."""

_HEADER_SIZE, _WIDTH, _HEIGHT, _COLOR_COUNT = 0, 4, 5, 19
"""Where the header of a picture as xwd writes it says so: a number of 4 bytes each."""


class Person:
    """Someone who has started the program in `folder` and looks at its window."""

    def __init__(self, environment, screen, folder, *arguments):
        # A home of this person's own: what is remembered of one is no other's.
        kinds = "CONFIG", "STATE"
        homes = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in kinds}
        self.environment = environment | homes
        self.folder = folder
        self._screen = screen
        command = [sys.executable, str(ROOT / "losslab" / "__main__.py"), *arguments]
        self.program = subprocess.Popen(
            command, cwd=folder, env=self.environment, stderr=subprocess.PIPE, text=True
        )
        self.window = self.find("--class", "^losslab$")
        self._xdotool("windowfocus", "--sync", self.window)  # a key pressed before this is lost

    def leave(self):
        """End what was started."""
        self.program.kill()
        self.program.wait(timeout=PATIENCE)
        self.program.stderr.close()

    def until(self, looked, what, pause=PAUSE):
        """Look again and again until `looked` gives something; what it gave."""
        for _ in range(round(PATIENCE / pause)):
            seen = looked()
            if seen:
                return seen
            try:
                self.program.wait(timeout=pause)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"the program ended: {self.program.stderr.read()}")
        pytest.fail(f"waited in vain for {what}")

    def _xdotool(self, *words, check=True):
        command = ["xdotool", *map(str, words)]
        return subprocess.run(
            command, check=check, env=self.environment, capture_output=True, text=True
        ).stdout

    def find(self, *search):
        """The number of a window that is shown."""
        found = self.until(
            lambda: self._xdotool("search", "--onlyvisible", *search, check=False).split(),
            f"a window by {search}",
        )
        return found[0]

    def popup(self):
        """Wait for a menu over the window."""
        search = ("search", "--onlyvisible", "--class", "^losslab$")
        self.until(lambda: len(self._xdotool(*search, check=False).split()) > 1, "a menu")

    # -- hands ----------------------------------------------------------------------------------

    def press(self, at):
        """Press the left button at a place of the screen."""
        self._xdotool("mousemove", "--sync", *at)
        self._xdotool("mousedown", 1)

    def click(self, at, times=1):
        """Click with the left button at a place of the screen."""
        self._xdotool("mousemove", *at, "click", "--repeat", times, "--delay", 30, 1)

    def fill(self, at, text, times=1):
        """Click at a place, type a text and press Enter."""
        click = ("mousemove", *at, "click", "--repeat", times, "--delay", 30, 1)
        self._xdotool(*click, "type", "--delay", 4, "--args", 1, "--", text, "key", "Return")

    def frame(self):
        """Where the window is on the screen, and how large."""
        lines = self._xdotool("getwindowgeometry", "--shell", self.window).split()
        found = {name: int(value) for name, value in (line.split("=") for line in lines)}
        return (found["X"], found["Y"]), (found["WIDTH"], found["HEIGHT"])

    def move(self, *places):
        """Take the pointer along these places."""
        for at in places:
            self._xdotool("mousemove", "--sync", *at)

    def release(self):
        """Let the left button go."""
        self._xdotool("mouseup", 1)

    def key(self, *keys):
        """Press keys, one after the other."""
        self._xdotool("key", *keys)

    def quit(self):
        """Press Ctrl+Q in the main window and see the program end by itself."""
        self._xdotool("windowfocus", "--sync", self.window)
        self.key("ctrl+q")
        assert self.program.wait(timeout=PATIENCE) == 0

    def write(self, text):
        """Type a text."""
        self._xdotool("type", "--delay", 4, "--", text)

    # -- eyes -----------------------------------------------------------------------------------

    def picture(self):
        """What the screen shows now."""
        content = np.fromfile(self._screen, ">u4")
        header = content[: _COLOR_COUNT + 1]
        start = header[_HEADER_SIZE] // 4 + 3 * header[_COLOR_COUNT]  # 12 bytes a colour
        width, height = int(header[_WIDTH]), int(header[_HEIGHT])
        pixels = content[start : start + width * height].tobytes()
        return QImage(pixels, width, height, QImage.Format.Format_RGB32).copy()

    def see(self, looked, what):
        """Look at the screen until `looked(picture)` sees something; what it saw."""
        return self.until(lambda: looked(self.picture()), what, GLANCE)

    def saved(self):
        """Save the document by the keyboard; the path of the file."""
        self.key("ctrl+s")
        return self.answered()

    def open(self, path):
        """Open a file by the keyboard, and be back in the window when it is there."""
        self.key("ctrl+o")
        self._xdotool("windowfocus", "--sync", self.find("--name", "^Open a scenario"))
        self.write(str(path))
        self.key("Return")
        self.find("--name", path.name)
        self._xdotool("windowfocus", "--sync", self.window)

    def answered(self):
        """Let a new document be saved where and as it is suggested; the path of the file."""
        dialog = self.find("--name", "Save the scenario")
        self._xdotool("windowfocus", "--sync", dialog)
        self.key("Return")
        return self.until(lambda: next(self.folder.glob("*.json"), None), "the saved file")


def inked(picture, color):
    """Where the picture has exactly this colour, an array of its rows."""
    image = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    return (pixels & 0xFFFFFF) == (QColor(color).rgb() & 0xFFFFFF)


def tall_bar(picture, color, half_width=8):
    """The highest upright bar of a colour that is no thin line: (x of its middle, top, bottom)."""
    ink = inked(picture, color)
    best = (0, 0, 0)
    for x in range(half_width, ink.shape[1] - half_width, half_width):
        inside = ink[:, [x - half_width, x, x + half_width]].all(axis=1)
        edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
        for top, bottom in edges.reshape(-1, 2).tolist():
            if bottom - top > best[2] - best[1]:
                best = (x, top, bottom)
    return best
