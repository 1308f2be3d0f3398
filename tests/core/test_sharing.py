"""A document as one text for a mail or a chat."""

import base64
import json
import re
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ScenarioError
from core.importing import DataError
from core.scenario.files import builtin, dump_bytes
from core.sharing import (
    MAX_LETTERS,
    MAX_UNPACKED,
    _deflated,
    is_link,
    link_to,
    state_from_link,
)
from core.state import ScoreTable, State
from tests.core.whole_documents import documents
from tests.sweeps import tries

HEAD = re.compile(r"losslab:1:(\d+):([0-9a-f]{8}):([A-Za-z0-9_-]+)")


def small():
    return State(
        "Cat and car", ("cat", "car"), ("one",), np.array([0]), ScoreTable(np.array([[3.2, 5.1]]))
    )


def linked(data, version=1):
    """The text of what is deflated, put together by hand."""
    letters = base64.urlsafe_b64encode(data).decode().rstrip("=")
    return f"losslab:{version}:{len(letters)}:{zlib.crc32(letters.encode()):08x}:{letters}"


def refused(text):
    with pytest.raises(DataError) as caught:
        state_from_link(text)
    return caught.value.key


@given(documents())
@tries(12)
def test_a_link_opens_as_the_document_it_was_made_of_bit_for_bit(state):
    text = link_to(state)
    opened = state_from_link(text)
    assert opened == state
    assert dump_bytes(opened) == dump_bytes(state)


def test_a_link_is_one_word_that_says_its_length_and_checksum():
    length, checksum, letters = HEAD.fullmatch(link_to(small())).groups()
    assert int(length) == len(letters)
    assert int(checksum, 16) == zlib.crc32(letters.encode())
    data = zlib.decompress(base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4)))
    assert json.loads(data)["examples"] == [{"name": "one", "label": 0, "scores": [3.2, 5.1]}]


@pytest.mark.parametrize("entry", builtin(), ids=lambda entry: entry.key)
def test_every_built_in_scenario_that_fits_can_be_sent_as_a_link(entry):
    state = entry.load()
    text = link_to(state)
    # All 1,797 digits are more than a mail is for; everything else goes.
    assert (text is None) == (entry.key == "digits-held-out")
    assert text is None or (len(text) <= MAX_LETTERS and state_from_link(text) == state)


FLIPPED = sorted({*"0129:aAfgzZ-_+/=. \n>\"'", "é", "０", "\u200b", "\ud800", "\x00"})


def test_a_link_of_which_one_letter_has_changed_is_refused():
    text = link_to(small())
    assert all(
        refused(text[:at] + other + text[at + 1 :]).startswith("link_")
        for at, old in enumerate(text)
        for other in FLIPPED
        if other != old
    )


@given(documents(), st.data())
@tries(12)
def test_no_letter_of_any_link_can_be_another(state, data):
    text = link_to(state)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters().filter(lambda letter: letter != text[at]))
    assert refused(text[:at] + other + text[at + 1 :]).startswith("link_")


def test_a_link_that_was_cut_says_so_wherever_that_was():
    text = link_to(small())
    assert {refused(text[:end]) for end in range(len("losslab:"), len(text))} == {"link_cut"}


def test_a_letter_too_many_two_exchanged_and_a_lost_one_are_noticed():
    text = link_to(small())
    middle = len(text) // 2
    first, second = text[middle], text[middle + 1]
    assert first != second
    assert refused(text[:middle] + "x" + text[middle:]) == "link_changed"
    assert refused(text[:middle] + second + first + text[middle + 2 :]) == "link_changed"
    assert refused(text[:middle] + text[middle + 1 :]) == "link_cut"
    assert refused(text[:middle] + text[middle + 1 :] + "\n\nBest, Ann") == "link_changed"


@pytest.mark.parametrize(
    "sent",
    [
        lambda text: f"  \n{text}\r\n",
        lambda text: f"<{text}>",
        lambda text: f"“{text}”",
        lambda text: f"`{text}`",
        lambda text: f"*{text}*",
        lambda text: f"\ufeff{text}\u200b",
        lambda text: "\r\n".join(text[i : i + 72] for i in range(0, len(text), 72)),
        lambda text: "".join(f"> {text[i : i + 60]}\n" for i in range(0, len(text), 60)),
        lambda text: "=\n".join(text[i : i + 75] for i in range(0, len(text), 75)),
        "\u00ad".join,
        " ".join,
        lambda text: f"{text}.",
        lambda text: f"{text}\n\nBest,\nAnn\n-- \nSent from my telephone",
    ],
)
def test_a_link_survives_what_mail_and_chat_programs_do_to_it(sent):
    text = sent(link_to(small()))
    assert is_link(text)
    assert state_from_link(text) == small()


@pytest.mark.parametrize(
    "text",
    ["", " ", "losslab", "losslab FILE", "Losslab:1:2", "name,label\ncat,0", "see losslab:1:2:"],
)
def test_other_texts_are_no_links(text):
    assert not is_link(text)


def test_what_stands_far_into_a_text_is_not_looked_for():
    assert not is_link(" " * 10_000 + link_to(small()))


def test_a_link_of_a_newer_version_is_refused_as_newer_whatever_it_holds():
    assert refused(linked(b"", version=2)) == "link_newer"
    assert refused("losslab:12:anything") == "link_newer"


def test_a_document_of_a_newer_version_in_a_link_is_refused_as_such():
    data = json.loads(dump_bytes(small())) | {"version": 3}
    with pytest.raises(ScenarioError) as caught:
        state_from_link(linked(zlib.compress(json.dumps(data).encode())))
    assert caught.value.accepted == "newer"


def test_a_link_that_unpacks_beyond_the_limit_is_refused_before_it_has_unpacked():
    bomb = zlib.compress(bytes(MAX_UNPACKED + 1), 9)
    assert len(linked(bomb)) < MAX_LETTERS
    assert refused(linked(bomb)) == "link_too_large"
    # As much as is allowed is looked at, and is no document.
    with pytest.raises(ScenarioError):
        state_from_link(linked(zlib.compress(bytes(MAX_UNPACKED), 9)))


@pytest.mark.parametrize("length", [MAX_LETTERS, 999_999_999])
def test_a_link_that_says_it_is_longer_than_links_are_is_not_looked_at(length):
    assert refused(f"losslab:1:{length}:00000000:{'A' * 200}") == "link_too_large"


def test_a_link_of_as_many_letters_as_are_allowed_opens_and_one_of_more_does_not():
    def of_blanks(count):
        return linked(zlib.compress(dump_bytes(small()) + b" " * count, 0))  # as long as they are

    near = 74_980 - len(dump_bytes(small()))
    lengths = {len(of_blanks(count)): of_blanks(count) for count in range(near - 20, near + 20)}
    assert state_from_link(lengths[MAX_LETTERS]) == small()
    assert refused(lengths[MAX_LETTERS + 1]) == "link_too_large"


def test_what_is_whole_by_its_checksum_but_no_packed_document_has_changed():
    packed = zlib.compress(dump_bytes(small()))
    assert refused(linked(b"no deflated data")) == "link_changed"
    assert refused(linked(packed[:-5])) == "link_changed"
    assert refused(linked(packed + b"more")) == "link_changed"


def test_a_document_fits_into_a_link_up_to_its_last_letter():
    numbers = np.random.default_rng(0).normal(size=(4000, 2))

    def link_of(count):
        labels = np.zeros(count, dtype=np.intp)
        names = tuple(map(str, range(count)))
        return link_to(State("Many", ("a", "b"), names, labels, ScoreTable(numbers[:count])))

    # Two numbers of 17 digits are some 35 letters each time: half of what 2,000 need tells where.
    each = (len(link_of(2000)) - len(link_of(1000))) / 1000
    near = 2000 + int((MAX_LETTERS - len(link_of(2000))) / each)
    texts = [link_of(count) for count in range(near - 12, near + 13, 4)]
    fitting = [text for text in texts if text is not None]
    assert fitting == texts[: len(fitting)]
    assert 0 < len(fitting) < len(texts)
    assert MAX_LETTERS - 5 * each < len(fitting[-1]) <= MAX_LETTERS


def test_a_document_that_is_too_large_unpacked_has_no_link_however_well_it_packs():
    scores = ScoreTable(np.zeros((1600, 1000)))  # 16 bytes of text for 12 bytes of numbers
    names = tuple(map(str, range(1, 1601)))
    classes = tuple(map(str, range(1000)))

    def link_of(count):
        labels = np.zeros(count, dtype=np.intp)
        return link_to(
            State("Zeros", classes, names[:count], labels, ScoreTable(scores.scores[:count]))
        )

    assert link_of(1550) is not None
    assert link_of(1600) is None
    assert _deflated([bytes(MAX_UNPACKED - 1), b" "]) is not None
    assert _deflated([bytes(MAX_UNPACKED - 1), b"  "]) is None
