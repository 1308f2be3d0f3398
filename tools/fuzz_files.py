"""Damaged scenario files: each is refused in one printable line, or read as what it says.

Run: ``python -m tools.fuzz_files [--seed 7] [--files 20000]``. The last line is "N files, M
failures"; the exit status is 1 on failures. ``make soak`` runs it too, and the tests a short one.
"""

import argparse
import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from core.errors import ScenarioError
from core.scenario.files import dump_bytes, load_bytes

LINEAR = {
    "format": "losslab-scenario",
    "version": 2,
    "title": {"en": "T", "ko": "티"},
    "classes": ["cat", {"en": "car", "ko": "자동차"}, "frog"],
    "examples": [
        {"name": "a", "label": 0, "features": [1, 2]},
        {"name": {"en": "b"}, "label": 1, "features": [2, -1]},
    ],
    "weights": [[0.5, 1], [1, -0.5], [0, 0]],
    "biases": [0, 0.5, 0],
    "feature_names": ["one", {"en": "two"}],
    "loss": {"active": "softmax", "margin": 1.0, "squared": False},
    "penalty": {"kind": "l2", "strength": 0.01, "l1_share": 0.5, "half": False},
    "view": {
        "example": 0,
        "pair": [[0, 0], [1, 1]],
        "page": "weights",
        "cards": {"batch": "accuracy"},
    },
    "comparison": {"x": [1, 1], "first": [1, 0], "second": [0.3, 0.3]},
}
PACKED = {
    "format": "losslab-scenario",
    "version": 2,
    "title": "P",
    "classes": ["a", "b"],
    "labels": [0, 1],
    "names": ["one", "two"],
    "scores": {"shape": [2, 2], "f64": "AAAAAAAA8D8AAAAAAAAAQAAAAAAAAAhAAAAAAAAAEEA="},
}
SOURCES: tuple[dict[str, Any], ...] = (LINEAR, PACKED)
# As JSON, some of it none: what no field or hardly any may hold.
VALUES = (
    *(
        b"null,true,false,0,-1,1.5,1e309,-1e309,1e-320,NaN,-Infinity,01,1.,[],[[]],[1],[null]".split(
            b","
        )
    ),
    *(rb'{}|""|" "|"x"|"\ud800"|"\u202e"|{"en":""}|{"en":1}|{"a":"b","a":"c"}'.split(b"|")),
    b"1" * 400,
    b'"%b"' % (b"x" * 201),
    json.dumps({f"l{i}": "x" for i in range(101)}).encode(),
    b"[" * 2000 + b"]" * 2000,
)
NAMES = ("a` - at `$.x", "\x85\u2028\x1b[2J\n", "<b>&", 'a"]b\\', "{0} %s", "")


def failure(data: bytes) -> str | None:
    """What is wrong with how the program takes this file, if anything is."""
    try:
        state = load_bytes(data)
    except ScenarioError as error:
        line = str(error)
        return None if line.isprintable() and len(line) < 1000 else f"no line to print: {line!r}"
    except Exception as error:  # noqa: BLE001 - whatever else is raised is what is looked for
        return f"{type(error).__name__}: {error}"
    return None if load_bytes(dump_bytes(state)) == state else "saved, it is another document"


def damaged(seed: int, count: int) -> Iterator[bytes]:
    """`count` files: cut, with other bytes, with other values, with fields that do not belong."""
    random_one = random.Random(seed)
    makers = (_cut, _flipped, _with_value, _with_field)
    for number in range(count):
        yield makers[number % len(makers)](random_one)


def _cut(chance: random.Random) -> bytes:
    data = json.dumps(chance.choice(SOURCES), ensure_ascii=False).encode()
    return data[: chance.randrange(len(data))]


def _flipped(chance: random.Random) -> bytes:
    data = bytearray(json.dumps(chance.choice(SOURCES), ensure_ascii=False).encode())
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _with_value(chance: random.Random) -> bytes:
    document = copy.deepcopy(chance.choice(SOURCES))
    holder, key = chance.choice(list(_places(document)))
    holder[key] = "HERE"
    return json.dumps(document).encode().replace(b'"HERE"', chance.choice(VALUES), 1)


def _with_field(chance: random.Random) -> bytes:
    document = copy.deepcopy(chance.choice(SOURCES))
    holders = [document, *(h[k] for h, k in _places(document) if isinstance(h[k], dict))]
    holder = chance.choice(holders)
    name = chance.choice((*NAMES, chance.choice(list(holder))))
    # Under another name first: a field that is there already is to stand twice.
    holder["HERE"] = chance.choice((1, "x", [], {}))
    return json.dumps(document).replace('"HERE"', json.dumps(name), 1).encode()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - any JSON
    """Every field of every object, and every entry of every list, by its holder."""
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in list(pairs):
        yield value, key
        yield from _places(inner)


def main() -> int:
    """Try many files; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--files", type=int, default=20_000)
    asked = parser.parse_args()
    failures = 0
    for data in damaged(asked.seed, asked.files):
        if (found := failure(data)) is not None:
            failures += 1
            print(f"{found}\n  {data!r}")
    print(f"{asked.files} files, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
