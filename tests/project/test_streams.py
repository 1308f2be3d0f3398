"""The exit status and the one line stay what they are, whoever reads and whatever is closed."""

import io
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from gui.base import streams
from tests.sweeps import sampled

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")


def ended(redirection, *arguments):
    """The status and standard error of the program, started by a shell."""
    command = f'"$0" "$@" {redirection}'
    program = [sys.executable, str(ROOT / "losslab" / "__main__.py")]
    told = subprocess.run(
        ["sh", "-c", command, *program, *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return told.returncode, told.stderr


@pytest.mark.parametrize(
    ("refused", "closed"),
    sampled(product(["--nonsense", "missing.json"], ["2>&-", ">&- 2>&-", "2>/dev/full"]), every=2),
)
def test_what_is_refused_ends_with_2_also_where_it_cannot_be_said(refused, closed):
    if closed == "2>/dev/full" and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    assert ended(closed, refused, "--evaluate") == (2, "")


def test_names_that_the_system_s_encoding_has_no_letters_for_are_written_in_utf_8(monkeypatch):
    bytes_written = io.BytesIO()
    output = io.TextIOWrapper(bytes_written, encoding="cp1252", newline="\n")
    monkeypatch.setattr(sys, "stdout", output)
    streams.say("Größe")
    streams.say("x₁, 고양이")
    assert bytes_written.getvalue() == "Größe\n".encode("cp1252") + "x₁, 고양이\n".encode()


@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
def test_numbers_that_cannot_be_written_are_a_failure_in_one_line(where):
    if where == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    status, told = ended(where, "--evaluate")
    assert status == 1
    assert told.startswith("losslab: ")
    assert told.count("\n") == 1
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("wish", "where"),
    sampled(product(["--help", "--version"], [">&-", ">&- 2>&-", ">/dev/full"]), every=2),
)
def test_help_that_nobody_can_read_is_no_traceback(wish, where):
    status, told = ended(where, wish)
    assert status == 0
    assert "Traceback" not in told
    assert "Exception" not in told
