"""What the pages say is there: paths, names, commands, the words of the window, the version."""

import re
import tomllib
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from gui import __version__
from gui.words.translation import catalogue
from tools.keys import table, with_table

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
FOLDERS = ("core", "gui", "resources", "losslab", "tests", "benchmarks", "tools")

a_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def prose(page):
    """A page without its blocks of code."""
    return re.sub(r"^ *```.*?^ *```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def code(page):
    """Everything that is written as code in a line."""
    return re.findall(r"`([^`\n]+)`", prose(page))


@cache
def vocabulary():
    """Every word of the project's code, tests, data and build files, this file's left out."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    files += [ROOT / "Makefile", ROOT / "pyproject.toml"]
    endings = {"", ".py", ".json", ".toml", ".sh"}
    kept = [f for f in files if f.is_file() and f.suffix in endings and f != Path(__file__)]
    return set(re.findall(r"\w+", "\n".join(file.read_text("utf-8") for file in kept)))


def missing_paths(spans):
    """Of what looks like a path of the project, what is not there."""
    looks = re.compile(r"(?:\.?[\w-]+/)+[\w.-]*")
    ours = [s for s in spans if looks.fullmatch(s) and s.split("/")[0] in FOLDERS]
    return [span for span in ours if not (ROOT / span).exists()]


def missing_names(spans):
    """Of what looks like a name of the code, what no file of the project has."""
    name = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
    names = [span for span in spans if name.fullmatch(span) and not (ROOT / span).exists()]
    return [span for span in names if not set(re.findall(r"\w+", span)) <= vocabulary()]


def missing_targets(spans):
    """Of the commands of make, those it does not know."""
    asked = [match[1] for span in spans if (match := re.match(r"make (\w+)", span))]
    known = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    return [target for target in asked if target not in known]


def test_what_is_not_there_would_be_found():
    assert missing_paths(["core/losses/base.py", "gui/panels/", "gui/nowhere.py", "1/3"]) == [
        "gui/nowhere.py"
    ]
    gone = "Session.never" + "_was"
    assert missing_names(["Session.preview", "evaluate", gone, "s = W x + b"]) == [gone]
    assert missing_targets(["make test", "make " + "coffee"]) == ["coffee"]


@a_page
def test_every_path_name_and_command_that_a_page_gives_is_there(page):
    spans = code(page)
    assert missing_paths(spans) == []
    assert missing_names(spans) == []
    assert missing_targets(spans) == []


@a_page
def test_every_link_inside_the_project_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)(?:#([\w-]+))?\)", prose(page))
    for target, heading in links:
        if "://" in target:
            continue
        path = (page.parent / target).resolve()
        assert path.is_file(), target
        if heading:
            headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
            assert heading in {one.lower().replace(" ", "-") for one in headings}


def test_the_names_in_the_picture_are_those_of_the_code():
    picture = ET.parse(ROOT / "docs" / "way-of-data.svg")
    written = [e.text for e in picture.iter("{http://www.w3.org/2000/svg}text")]
    said = {e.text for e in picture.iter() if e.get("class") in {"code", "name"}}
    assert {"Document", "State", "Evaluation", "GestureLink"} <= said <= set(written)
    words = {word for text in said for word in re.findall(r"\w+", text)}
    assert words - {"chart", "or", "control"} <= vocabulary()


def rows(heading, columns):
    """The rows of the glossary's table under `heading`, without its head."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    section = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells
    assert {len(row) for row in cells} == {columns}
    return cells


@pytest.mark.parametrize("row", rows("Words of the window", 4), ids=lambda row: row[0])
def test_a_word_of_the_window_stands_where_the_glossary_says(row):
    english, korean, key, _ = row
    for word, language in ((english, "en"), (korean, "ko")):
        assert word.lower() in catalogue(language)[key.strip("`")].lower()


@pytest.mark.parametrize("row", rows("Words of the code", 3), ids=lambda row: row[0])
def test_a_word_of_the_code_stands_where_the_glossary_says(row):
    word, path, _ = (cell.strip("`") for cell in row)
    text = (ROOT / path).read_text("utf-8")
    assert re.search(rf"(?<![A-Za-z]){word}(?![A-Za-z])", text, re.IGNORECASE)


def test_each_part_of_the_glossary_is_in_order():
    for heading, columns in (("Words of the window", 4), ("Words of the code", 3)):
        words = [row[0].strip("`").lower() for row in rows(heading, columns)]
        assert words == sorted(words)


def test_the_citation_is_of_this_version_and_licence():
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    told = dict(re.findall(r"^(\w[\w-]*): (.+)$", text, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert told["version"] == __version__
    assert told["license"] == project["license"]


def test_the_changelog_tells_of_this_version():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert __version__ in versions


def test_the_table_of_keys_is_that_of_the_window():
    """`python -m tools.keys` writes it anew."""
    text = (ROOT / "README.md").read_text("utf-8")
    assert table() in text
    assert text == with_table(text)
