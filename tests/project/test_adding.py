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
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, tmp_path / part, ignore=unwanted)
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
    environment = dict(os.environ, PYTHONPATH=str(folder), PYTHONDONTWRITEBYTECODE="1")
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
    insert(losses / "__init__.py", '        "hinge": Hinge,', '        "distance": Distance,')
    insert(
        losses / "__init__.py",
        "from core.losses.hinge import Hinge",
        "from core.losses.distance import Distance",
    )
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
