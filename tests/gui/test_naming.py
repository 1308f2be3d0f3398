"""What a class or an example that is new is called."""

import pytest

from gui.words.naming import following, over
from gui.words.translation import set_language


def both(english, korean):
    return {"en": english, "ko": korean}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["cat", "car", "frog"], both("class 4", "클래스 4")),
        ([both(f"class {n}", f"클래스 {n}") for n in range(3)], both("class 3", "클래스 3")),
        (["8", "9"], "10"),
        (["kind 1", "kind 2", "kind 4"], "kind 5"),
        (["kind 1", "kind 3", "kind 2"], "kind 4"),
        (["cat", both("class 1", "클래스 1"), "dog"], both("class 2", "클래스 2")),
        (["class 4", "car", "frog"], both("class 5", "클래스 5")),
        # A name that ends in a number by chance is no series, nor is one without its counterpart.
        (["Boeing 747", "Airbus 380"], both("class 3", "클래스 3")),
        ([both("a 1", "가 1"), both("a 2", "가 3")], both("class 3", "클래스 3")),
    ],
)
def test_a_new_name_continues_the_series_or_is_counted(names, expected):
    assert following(names, "rail.class.new") == expected


@pytest.mark.parametrize("code", ["en", "ko"])
def test_examples_of_a_blank_scenario_are_numbered_on_in_either_language(code):
    set_language(code)
    names = [both("example 1", "예제 1")]
    for number in range(2, 7):
        names.append(following(names, "examples.new"))
        assert names[-1] == both(f"example {number}", f"예제 {number}")


@pytest.mark.parametrize(
    ("name", "shown"), [("5", "5:"), ("−3.2", "−3.2:"), ("cat", "cat"), ("digit 9, no. 3",) * 2]
)
def test_a_name_that_reads_as_a_figure_has_a_colon_over_one(name, shown):
    assert over(name) == shown
