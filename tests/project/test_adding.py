"""Parts are added to a copy of the program as docs/adding.md says, and nothing is missing then."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOY = ROOT / "tests" / "toy"


@pytest.fixture
def copy(tmp_path):
    """A copy of the program and its tests that a test may add to."""
    for part in ("core", "gui", "resources", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part)  # with what is compiled, or it is again
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def insert(path, before, line):
    """Put a line before another."""
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, f"{line}\n{before}"), "utf-8")


def say(folder, words):
    """Add words to both catalogues, in their places."""
    for language in ("en", "ko"):
        path = folder / "resources" / "translations" / f"{language}.json"
        every = dict(sorted((json.loads(path.read_text("utf-8")) | words).items()))
        path.write_text(json.dumps(every, ensure_ascii=False, indent=2), "utf-8")


def run(folder, *command):
    """Run Python in the copy; what it says."""
    environment = dict(os.environ, PYTHONPATH=str(folder))
    told = subprocess.run(
        [sys.executable, *command],
        check=False,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_a_loss_is_a_file_and_a_line_in_the_engine_and_in_the_window(copy):
    losses = copy / "core" / "losses"
    shutil.copy(TOY / "distance_loss.py", losses / "distance.py")
    insert(losses / "__init__.py", '        "hinge": "Hinge",', '        "distance": "Distance",')
    displays = copy / "gui" / "losses"
    shutil.copy(TOY / "distance_display.py", displays / "distance.py")
    insert(
        displays / "__init__.py",
        '        "hinge": "HingeDisplay",',
        '        "distance": "DistanceDisplay",',
    )
    name, tip = "Distance", "How far the scores are from where they should be"
    say(copy, {"loss.distance": name, "loss.distance.short": "far", "loss.distance.tip": tip})
    # Cat 3.2, car 5.1, frog −1.7: 6.8 + 5.1 + 1.7.
    told = json.loads(run(copy, "-m", "gui", "--evaluate"))
    assert told["distance"]["per_example"][0] == pytest.approx(13.6)
    # It says no shape: no best W is offered, and it is told why.
    start = next((copy / "resources" / "scenarios").glob("10-*.json"))
    document = json.loads(start.read_text("utf-8"))
    document["loss"] = {"active": "distance"}
    start.write_text(json.dumps(document), "utf-8")
    told = json.loads(run(copy, "-m", "gui", "--fit"))
    assert told["minimum"] is False
    assert "the loss does not say how it is convex" in told["reason"]
    contract = "tests/gui/test_losses_contract.py"
    run(
        copy,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        contract,
        "-k",
        "distance or display_of_its_own or no_two",
    )


SHOWN = """
import sys
from PySide6.QtTest import QTest
from gui.app.launch import make_application, make_window
from gui.app.options import Options
from pathlib import Path

application = make_application()
window = make_window(Options(page="total", language="ko", render=Path("none")))
window.show()
said = [window.page.label.text()]
window.set_language("en")
application.processEvents()
said.append(window.page.label.text())
QTest.keyClick(window, "1", application.keyboardModifiers().ControlModifier)
QTest.keyClick(window, "5", application.keyboardModifiers().ControlModifier)
window.show_projector(on=True)
application.processEvents()
said += [window.page.objectName(), str(window.page.label.isVisible())]
window.close_unasked()
sys.stdout.buffer.write("\\n".join(said).encode())
"""


def test_a_page_is_a_module_and_a_line_in_each_of_three_lists(copy):
    pages = copy / "gui" / "pages"
    shutil.copy(TOY / "total_page.py", pages / "total.py")
    text = (pages / "__init__.py").read_text("utf-8")
    line = '    "fit": "FitPage",\n'
    (pages / "__init__.py").write_text(text.replace(line, f'{line}    "total": "TotalPage",\n'))
    view = copy / "core" / "view.py"
    text = view.read_text("utf-8")
    last = '"fit": ("walk", "best")'
    assert last in text
    view.write_text(text.replace(last, f'{last}, "total": ()'), "utf-8")
    key = '    _A("page.5", _P.WINDOW, ("Ctrl+5",)),'
    insert(
        copy / "gui" / "words" / "actions.py", '    _A("change_sides", _P.WINDOW, ("F6",)),', key
    )
    say(copy, {"page.total": "Total", "page.total.tip": "L alone", "view.total.all": "All"})
    said = run(copy, "-c", SHOWN).splitlines()
    assert said == ["Total 2.98", "Total 2.98", "page.total", "True"]
