"""Files that were cut, or whose fields hold what they must not: one line, at the field."""

import copy
import json

import pytest

from core.errors import ScenarioError
from core.scenario.files import dump_bytes, load_bytes
from tests.sweeps import sampled
from tools.fuzz_files import LINEAR, PACKED, SOURCES, VALUES, failure

WHOLE = [json.dumps(LINEAR, ensure_ascii=False).encode(), json.dumps(PACKED).encode()]
NO_JSON = {"not_json", "too_deep", "no_character"}
"""What is found in a file that is no JSON: it has no fields."""


def written(data):
    """A file as the program writes it."""
    return dump_bytes(load_bytes(data))


@pytest.mark.parametrize("data", [*WHOLE, *map(written, WHOLE)], ids=["a", "b", "c", "d"])
def test_a_file_cut_at_any_byte_is_refused_in_one_line(data):
    whole = data.rstrip()
    assert [size for size in range(len(whole)) if (failure(whole[:size]))] == []
    found = set()
    for size in range(len(whole)):
        with pytest.raises(ScenarioError) as caught:
            load_bytes(whole[:size])
        found.add(caught.value.found)
    assert found <= {"cut", "empty_file", "not_utf8"}


def places(value, path="$"):
    """Every field and every entry, by its path, with what leads to it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        here = f"{path}.{key}" if isinstance(value, dict) else f"{path}[{key}]"
        yield here, (key,)
        if isinstance(inner, dict | list):
            yield from ((there, (key, *more)) for there, more in places(inner, here))


def with_value(document, steps, value):
    """The file in which another value, as it stands in a file, is in one place."""
    document = copy.deepcopy(document)
    holder = document
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = "HERE"
    return json.dumps(document).encode().replace(b'"HERE"', value, 1)


def told(data):
    """Where a file is refused, and why; None where it opens."""
    assert failure(data) is None
    try:
        load_bytes(data)
    except ScenarioError as error:
        return error
    return None


@pytest.mark.parametrize("part", sampled(range(12), every=12))
def test_whatever_else_stands_in_a_field_is_refused_at_that_field(part):
    tried = [(source, *place) for source in SOURCES for place in places(source)][part::12]
    found = [
        (path, told(with_value(source, steps, value)))
        for source, path, steps in tried
        for value in VALUES
    ]
    refused = [(path, error) for path, error in found if error is not None]
    assert len(refused) > len(found) * 0.9
    assert [error for _, error in refused if error.path == "$" and error.found not in NO_JSON] == []
    elsewhere = [
        (path, error)
        for path, error in refused
        # Of rows of unequal length the other may be told.
        if error.accepted != "count" and not error.path.startswith(path)
        if not path.startswith(error.path)
    ]
    assert elsewhere == []


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"NaN", "NaN"),
        (b"-Infinity", "-Infinity"),
        (b"1e309", "1e309"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' * 100_000, "too_deep"),
    ],
)
def test_numbers_that_are_none_are_named_and_depth_is_no_fault_of_the_program_s(value, found):
    data = with_value(LINEAR, ("examples", 1, "features", 0), value)
    with pytest.raises(ScenarioError) as caught:
        load_bytes(data)
    assert caught.value.found == found
    assert caught.value.path == ("$" if found == "too_deep" else "$.examples[1].features[0]")
