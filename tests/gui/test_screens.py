"""Screens of different scales, a window that goes from one to the other, and none with Hangul."""

import json
import os
import subprocess
import sys

import pytest

from tests.sweeps import sampled

SCREENS = [
    # 1366 × 768 at 150 %, and 3840 × 2160 at 200 % beside it.
    {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 144},
    {"name": "wall", "x": 1366, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 192},
]

MOVED = """
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from gui.app.launch import make_application, make_window
from gui.app.options import Options
from pathlib import Path
import sys

application = make_application()
laptop, wall = QGuiApplication.screens()

def shown(screen, page):
    size = laptop.availableGeometry().size().toTuple()
    window = make_window(Options(page=page, language="en", size=size, render=Path("x.png")))
    window.setScreen(screen)
    window.move(screen.geometry().topLeft())
    window.show()
    application.processEvents()
    return window

for page in sys.argv[1:]:
    moved, fresh = shown(laptop, page), shown(wall, page)
    before = moved.devicePixelRatio()
    moved.move(fresh.pos())
    # The map is drawn finely when it has come to rest.
    alike = lambda: moved.grab().toImage() == fresh.grab().toImage()
    same = any(alike() or QTest.qWait(20) for _ in range(250))
    print(page, before, moved.devicePixelRatio(), moved.look.room.name, same)
    for window in (moved, fresh):
        window.close()
        window.deleteLater()
    application.processEvents()
"""

WITHOUT_HANGUL = """
import sys
from gui.app.command_line import main
sys.exit(main(["--render", "picture.png", "--lang", "ko", "--size", "1280x720"]))
"""


def run(script, folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("pages", sampled(["scores weights", "batch fit"], every=2))
def test_a_window_that_goes_to_another_screen_looks_like_one_that_was_opened_there(pages, tmp_path):
    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"screens": [{**one, "logicalBaseDpi": 96} for one in SCREENS]}))
    done = run(MOVED, tmp_path, *pages.split(), QT_QPA_PLATFORM=f"offscreen:configfile={file}")
    assert done.stderr == ""
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == pages.split()
    # At 150 % such a screen has room for one view of a page beside the rail.
    assert [line[1:] for line in lines] == [["1.5", "2.0", "ONE_VIEW", "True"]] * len(lines)


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are found by fontconfig there")
def test_without_a_font_for_hangul_it_is_said_and_the_window_comes_all_the_same(tmp_path):
    nothing = tmp_path / "fonts.conf"
    nothing.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    done = run(WITHOUT_HANGUL, tmp_path, FONTCONFIG_FILE=str(nothing))
    assert "no font with Hangul" in done.stderr
    assert (tmp_path / "picture.png").stat().st_size > 20_000
