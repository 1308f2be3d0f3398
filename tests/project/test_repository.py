"""The repository speaks of the project alone: no machine's folders, no registry's address."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MADE = {"__pycache__", "build", "dist", "shots"}
KEPT = {".ci", ".editorconfig", ".gitignore", ".pre-commit-config.yaml"}

# The brackets keep these patterns from finding themselves.
FOLDERS = re.compile(r"(?<![\w.~*/-])/(?:work|opt|root|home|Users)/[\w.]")
HOSTS = re.compile(
    r"p[y]pi\.org|python[h]osted|ana[c]onda\.org|index[-]url|find[-]links", re.IGNORECASE
)


@cache
def texts():
    """Every file that belongs to the project and holds text, by its path."""
    return list(read())


def read():
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        made = any(part in MADE or (part.startswith(".") and part not in KEPT) for part in parts)
        if made or not path.is_file():
            continue
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
        except UnicodeDecodeError:
            assert path.suffix in {".png", ".ico"}, f"{path} is neither text nor a picture"


def found(pattern):
    return [
        f"{name}: {line.strip()}"
        for name, text in texts()
        for line in text.splitlines()
        if pattern.search(line)
    ]


def test_the_walk_sees_the_project():
    names = {name for name, _ in texts()}
    assert {
        "pyproject.toml",
        ".ci/run",
        "gui/app/command_line.py",
        "tools/set-up.sh",
        "README.md",
    } <= names


@pytest.mark.parametrize("folder", ["work", "opt", "root", "home", "Users"])
@pytest.mark.parametrize("line", ["open('/{}/me/x')", "path=/{}/main", "see /{}/.tools"])
def test_a_machine_s_folder_would_be_found(line, folder):
    assert FOLDERS.search(line.format(folder))


def test_no_file_names_a_machine_s_folder():
    assert found(FOLDERS) == []


@pytest.mark.parametrize("line", ["see py{}pi.org", "--index{}-url", "find{}-links ="])
def test_a_registry_would_be_found(line):
    assert HOSTS.search(line.format(""))


def test_no_file_names_a_registry():
    assert found(HOSTS) == []
