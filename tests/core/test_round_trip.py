"""What is saved opens as it was, bit for bit."""

import pytest
from hypothesis import given, settings

from core.scenario import text
from core.scenario.files import dump_bytes, load_bytes, load_path, save_path
from tests.core.whole_documents import bits, documents
from tests.sweeps import tries


@pytest.mark.parametrize("packed", [False, True], ids=["as text", "as bytes"])
@given(state=documents())
@tries(20)
def test_a_document_opens_as_it_was_saved_bit_for_bit(packed, state):
    with pytest.MonkeyPatch.context() as patch:
        if packed:
            patch.setattr(text, "PACKED_FROM", 0)  # as if it were large
        data = dump_bytes(state)
        opened = load_bytes(data)
        assert dump_bytes(opened) == data
    assert (b'"f64"' in data) is packed
    assert opened == state
    assert bits(opened) == bits(state)
    there, here = opened.view, state.view
    assert (there.page, dict(there.cards)) == (here.page, dict(here.cards))
    assert there.compare_with == here.compare_with


@pytest.mark.soak
@given(state=documents())
@settings(max_examples=3000)
def test_so_do_a_great_many(tmp_path_factory, state):
    path = tmp_path_factory.mktemp("saved") / "one.losslab.json"
    save_path(state, path)
    opened = load_path(path)
    assert opened == state
    assert bits(opened) == bits(state)
