"""The catalogues are complete, used, and say the same in every language."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from core.errors import ACCEPTED, FOUND
from core.fit import Reason
from gui.app.answers import NO_MINIMUM
from gui.words import translation

_ROOT = Path(__file__).parents[2]
_SOURCES = sorted((_ROOT / "gui").rglob("*.py"))


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@cache
def _trees() -> list[ast.AST]:
    return [ast.parse(path.read_text("utf-8")) for path in _SOURCES]


def _pattern(node: ast.JoinedStr) -> str | None:
    """A regular expression for the keys that a string with places may name, or None."""
    texts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
    # A string that is all places would match every key there is.
    if re.search("[a-z]", "".join(filter(None, texts))):
        return "".join("[a-z0-9_.]+" if text is None else re.escape(text) for text in texts)
    return None


@pytest.mark.parametrize("code", [code for code in translation.LANGUAGES if code != "en"])
def test_every_language_has_the_keys_and_places_of_english(code: str) -> None:
    english, other = translation.catalogue("en"), translation.catalogue(code)
    assert set(other) == set(english)
    different = {key for key in english if _places(english[key]) != _places(other[key])}
    assert not different


@pytest.mark.parametrize("code", list(translation.LANGUAGES))
def test_no_text_is_empty_and_the_file_is_sorted(code: str) -> None:
    entries = translation.catalogue(code)
    assert all(text.strip() for text in entries.values())
    assert list(entries) == sorted(entries)


def test_every_key_is_used_by_the_code() -> None:
    nodes = [node for tree in _trees() for node in ast.walk(tree)]
    named = {node.value for node in nodes if isinstance(node, ast.Constant)}
    found = {_pattern(node) for node in nodes if isinstance(node, ast.JoinedStr)} - {None}
    patterns = [re.compile(pattern) for pattern in found if pattern is not None]
    unused = {
        key
        for key in translation.catalogue("en")
        if key not in named and not any(pattern.fullmatch(key) for pattern in patterns)
    }
    assert not unused


def test_every_literal_key_given_to_tr_exists() -> None:
    keys = set()
    for tree in _trees():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "tr"
                and isinstance(node.args[0], ast.Constant)
            ):
                keys.add(node.args[0].value)
    assert keys
    assert keys <= set(translation.catalogue("en"))


def test_everything_a_scenario_file_may_be_refused_for_has_words() -> None:
    english = translation.catalogue("en")
    for kind, texts in (("accepted", ACCEPTED), ("found", FOUND)):
        missing = {key for key in texts if f"{kind}.{key}" not in english}
        assert not missing
        assert all(_places(english[f"{kind}.{key}"]) == _places(texts[key]) for key in texts)


def test_every_reason_for_no_best_w_has_words() -> None:
    for reason in Reason:
        assert reason.value in NO_MINIMUM
        for key in (f"walk.best.{reason.value}", f"refused.no_minimum_{reason.value}"):
            assert key in translation.catalogue("en")


def test_an_unknown_language_means_english() -> None:
    translation.set_language("tlh")
    assert translation.language() == "en"


def test_a_name_takes_one_line_whatever_its_file_says() -> None:
    assert translation.words("cat\n and\tdog ") == "cat and dog"


def test_no_korean_particle_hangs_on_a_name_or_number() -> None:
    # Which form is right depends on how a name or number is read aloud: cat, 9 and 1e-3 differ.
    hanging = re.compile(
        r"\}[’”]?((은|는|이|가|을|를|과|와|으로|로)(?![가-힣])|은\(는\)|을\(를\)|이\(가\)|\(으\)로)"
    )
    assert not {key for key, text in translation.catalogue("ko").items() if hanging.search(text)}
