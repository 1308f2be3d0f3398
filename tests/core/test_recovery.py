"""What is left of work that was not saved, and that it comes back bit for bit."""

import errno
import os
import stat
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits, saving
from core.document import Document
from core.errors import EditError
from core.recovery import Keeper, left_overs
from core.recovery import changes as recovery_changes
from core.recovery import keeper as recovery_keeper
from core.recovery.changes import Change, DamagedError, Reader, take
from core.recovery.records import read
from core.saving import stamp_of
from core.scenario.files import builtin, save_path
from core.state import Comparison, LinearModel, ScoreTable, State
from tests.sweeps import tries

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions and limits")
NAMES = ("a", {"en": "b", "ko": "나"}, "half a pair: \ud83d", "line\nbreak", "가", "ε")


def scenario(key="cat-car-frog"):
    return next(item for item in builtin() if item.key == key).load()


def bits(state):
    """All that a state holds, arrays as their bytes."""
    source, comparison = state.source, state.comparison
    arrays = [state.labels, state.held_out, comparison.x, comparison.first, comparison.second]
    arrays += [getattr(source, field.name) for field in fields(source)]
    rest = [getattr(state, field.name) for field in fields(State) if field.compare]
    plain = [part for part in rest if not isinstance(part, np.ndarray | Comparison)]
    told = [part for part in plain if not isinstance(part, LinearModel | ScoreTable)]
    view = state.view
    looks = view.compare_with, view.page, dict(view.cards)
    return told, looks, [(array.dtype, array.shape, array.tobytes()) for array in arrays]


class Window:
    """A document, what is kept of it, and the folder where that is."""

    def __init__(self, folder, state=None):
        self.folder = folder
        self.document = Document(scenario() if state is None else state)
        self.time = 0.0
        self.keeper = Keeper(folder, lambda: self.time)

    @property
    def origin(self):
        return self.document.memento().now.origin

    def keep(self):
        moment = self.document.memento().now
        self.keeper.keep({moment.origin: moment})

    def apply(self, *changes):
        for change in changes:
            self.document.apply(change)
        self.keep()

    def crash(self):
        """What is left when the process is gone, and its locks with it."""
        self.keeper.end()
        return left_overs(self.folder)


@pytest.fixture(autouse=True, scope="module")
def nobody_waits_for_the_disk():
    """What is flushed survives a power failure, which no test brings about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def window(tmp_path):
    window = Window(tmp_path / "state" / "recovery")
    yield window
    window.keeper.end()


def recovered(folder):
    """The one document that is left there, as a state."""
    (left,) = left_overs(folder)
    try:
        return left.state()
    finally:
        left.let_go()


def files(folder):
    return sorted(path.name for path in folder.iterdir())


# What comes back


def some_edit(state, kind, i, number):
    """One of many edits; some cannot be made."""
    name = NAMES[i % len(NAMES)]
    example, label = i % state.example_count, i % state.class_count
    return (
        lambda: edits.set_score(example, label, number),
        lambda: edits.set_weight(label, i % 4, number),
        lambda: edits.rename_example(example, name),
        lambda: edits.rename_class(label, name),
        lambda: edits.rename_document(name),
        lambda: edits.add_example(name),
        lambda: edits.duplicate_examples([example], [name]),
        lambda: edits.remove_examples([example]),
        lambda: edits.move_example(example, (i * 7) % state.example_count),
        lambda: edits.add_class(name),
        lambda: edits.remove_class(label),
        lambda: edits.set_label(example, label),
        lambda: edits.hold_out([example], on=i % 2 == 0),
        lambda: edits.remove_feature(0),
        edits.give_features,
        lambda: edits.set_margin(abs(number) + 0.5),
        lambda: edits.choose_example(example),
        lambda: edits.compare_with("hinge"),
        lambda: edits.choose_penalty("l1"),
        lambda: edits.set_step_size(0.25),
        lambda: edits.set_comparison("x", 0, number),
    )[kind % 21]()


STEPS = st.tuples(st.integers(0, 20), st.integers(0, 1000), st.floats(-1e6, 1e6))


@given(st.lists(STEPS, max_size=12), st.sampled_from(["cat-car-frog", "blank-scores"]))
@tries(20)
def test_whatever_was_done_comes_back_bit_for_bit(tmp_path_factory, steps, key):
    window = Window(tmp_path_factory.mktemp("recovery"), scenario(key))
    for kind, i, number in steps:
        try:
            window.apply(some_edit(window.document.state, kind, i, number))
        except EditError:
            continue
        window.document.look("weights", {"weights": "comparison"})
    for _ in range(len(steps) // 3):
        window.document.undo()
    window.document.apply(edits.set_margin(0.75))
    window.keep()
    (left,) = window.crash()
    assert bits(left.state()) == bits(window.document.to_save)
    left.remove()


def many(count=3000, seed=0):
    random = np.random.default_rng(seed)
    names = tuple(f"example {number}" for number in range(count))
    labels = random.integers(0, 3, count)
    weights = random.normal(size=(3, 4))
    model = LinearModel(random.normal(size=(count, 4)), weights, np.zeros(3))
    return State("Many", ("a", "b", "c"), names, labels, model)


@pytest.mark.parametrize(
    "edit",
    [
        edits.set_feature(2000, 1, 5.5),
        edits.set_label(17, 2),
        edits.rename_example(2999, "the last"),
        edits.remove_examples([1500]),
        edits.remove_examples([0]),
        edits.duplicate_examples([2999], ["again"]),
        edits.move_example(700, 703),
        edits.hold_out([5, 2900], on=True),
        edits.set_strength(3.0),
    ],
    ids=lambda edit: edit.label.key,
)
def test_of_many_rows_those_that_changed_are_written(tmp_path, edit):
    window = Window(tmp_path, many())
    window.apply(edits.set_weight(0, 0, 1.0))
    (file,) = tmp_path.iterdir()
    whole = file.stat().st_size
    assert whole > 3000 * 4 * 8
    window.apply(edit)
    assert 0 < file.stat().st_size - whole < 4096
    window.keeper.end()
    assert bits(recovered(tmp_path)) == bits(window.document.to_save)


@pytest.fixture(params=["here", "on Windows"])
def files_in_use(request, monkeypatch):
    """On Windows a file that is open is neither renamed, nor removed, nor replaced."""
    opened = Path("/proc/self/fd")
    if request.param == "here":
        return
    if not opened.is_dir():
        pytest.skip("nothing here tells which files are open")

    def careful(act):
        def acted(path, *others, **more):
            for one in (path, *others):
                if any(os.path.realpath(link) == str(one) for link in opened.iterdir()):
                    raise PermissionError(13, "in use", str(one))
            return act(path, *others, **more)

        return acted

    monkeypatch.setattr(saving, "fcntl", None)
    for name in ("replace", "rename", "unlink"):
        monkeypatch.setattr(Path, name, careful(getattr(Path, name)))


@pytest.mark.usefixtures("files_in_use")
def test_changes_that_outgrow_a_whole_state_give_way_to_one(tmp_path, monkeypatch):
    monkeypatch.setattr(recovery_keeper, "_ROOM", 0)
    window = Window(tmp_path)
    window.apply(edits.set_strength(1.0))
    (file,) = tmp_path.iterdir()
    whole = file.stat().st_size
    sizes = set()
    for number in range(60):
        window.apply(edits.set_strength(2.0 + number))
        sizes.add(file.stat().st_size)
        assert left_overs(tmp_path) == []
    assert max(sizes) <= 2 * whole
    assert len(sizes) > 1
    assert files(tmp_path) == [file.name]
    window.keeper.end()
    assert recovered(tmp_path).penalty.strength == 61.0


@pytest.mark.usefixtures("files_in_use")
def test_a_record_that_cannot_be_begun_anew_holds_what_it_held_and_goes_on(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "refused")

    monkeypatch.setattr(recovery_keeper, "_ROOM", -(1 << 20))
    window = Window(tmp_path)
    window.apply(edits.set_strength(1.0))
    before = files(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(OSError, match="refused"):
            window.apply(edits.set_strength(2.0))
    assert files(tmp_path) == before
    assert left_overs(tmp_path) == []
    window.apply(edits.set_strength(3.0))
    window.keeper.end()
    assert recovered(tmp_path).penalty.strength == 3.0


def test_the_file_and_when_it_was_read_come_back_and_so_does_the_time(window, tmp_path):
    path = tmp_path / "mine \udcff.json" if os.name == "posix" else tmp_path / "mine.json"
    save_path(window.document.state, path)
    window.document.mark_saved(path, stamp_of(path))
    window.time = 1e9 + 0.25
    window.apply(edits.rename_document({"en": "Mine", "ko": "내 것"}))
    (left,) = window.crash()
    assert (left.path, left.stamp, left.time) == (path, stamp_of(path), 1e9 + 0.25)
    assert left.title == {"en": "Mine", "ko": "내 것"}
    left.let_go()


# How long it is kept


def test_nothing_is_kept_of_what_nobody_changed(window):
    window.keep()
    window.apply(edits.choose_example(1))
    assert window.crash() == []
    assert not window.folder.exists()


@pytest.mark.usefixtures("files_in_use")
@pytest.mark.parametrize(
    "settle",
    [
        lambda document: document.undo(),
        lambda document: document.mark_saved(Path("there.json")),
        lambda document: document.give_up_changes(),
    ],
    ids=["undone", "saved", "given up"],
)
def test_what_does_not_wait_any_more_is_removed(window, settle):
    window.apply(edits.set_strength(1.0))
    assert len(files(window.folder)) == 1
    settle(window.document)
    window.keep()
    assert files(window.folder) == []


def test_a_document_put_away_with_its_changes_is_kept_beside_the_present_one(window):
    window.apply(edits.rename_document("First"))
    window.apply(edits.load(scenario("wide-margin")))
    assert len(files(window.folder)) == 1
    window.apply(edits.rename_document("Second"))
    found = window.crash()
    assert {left.title for left in found} == {"First", "Second"}
    for left in found:
        left.let_go()


@pytest.mark.usefixtures("files_in_use")
def test_who_ends_the_program_and_was_asked_leaves_nothing(window):
    window.apply(edits.set_strength(1.0))
    window.keeper.end({window.origin})
    assert files(window.folder) == []


def test_the_newest_comes_first(tmp_path):
    for number in (2.0, 3.0, 1.0):
        window = Window(tmp_path)
        window.time = number
        window.apply(edits.set_strength(number))
        window.keeper.end()
    found = left_overs(tmp_path)
    assert [left.state().penalty.strength for left in found] == [3.0, 2.0, 1.0]
    for left in found:
        left.remove()
    assert files(tmp_path) == []


def test_what_was_brought_back_goes_on_in_its_own_file_and_is_in_none_that_was_saved(window):
    window.apply(edits.set_strength(1.0))
    (left,) = window.crash()
    state = left.state()
    other = Window(window.folder)
    other.document.apply(edits.load(state))
    other.document.mark_recovered(Path("mine.json"), None)
    assert other.document.modified
    assert other.document.path == Path("mine.json")
    other.keeper.adopt(left.adopted(other.document.memento().now, state))
    assert left_overs(window.folder) == []
    other.apply(edits.set_margin(4.0))
    assert len(files(window.folder)) == 1
    other.keeper.end()
    assert bits(recovered(window.folder)) == bits(other.document.to_save)


def test_undo_of_a_recovery_does_not_throw_it_away(window):
    window.apply(edits.set_strength(1.0))
    (left,) = window.crash()
    state = left.state()
    window.document.apply(edits.load(state))
    window.document.mark_recovered(None, None)
    window.keeper.adopt(left.adopted(window.document.memento().now, state))
    window.document.undo()
    window.document.give_up_changes()
    window.keep()
    window.apply(edits.set_margin(2.0))
    window.keeper.end({window.origin})
    assert recovered(window.folder) == state


# Two at once


def test_what_another_window_keeps_is_not_left_over(window):
    window.apply(edits.set_strength(1.0))
    other = Window(window.folder)
    other.apply(edits.set_strength(2.0))
    assert left_overs(window.folder) == []
    window.keeper.end()
    (left,) = left_overs(window.folder)
    assert left.state().penalty.strength == 1.0
    assert left_overs(window.folder) == []  # it is offered once
    left.let_go()
    assert recovered(window.folder).penalty.strength == 1.0
    other.apply(edits.set_strength(3.0))
    other.keeper.end()


# Damage


@pytest.fixture
def history(window):
    """The bytes of a record, how long it was after each change, and the states."""
    window.document.apply(edits.rename_document("Kept"))
    states, ends = [], []
    for number in range(3):
        window.apply(edits.set_score(0, number, number + 0.1), edits.set_margin(number + 1.0))
        states.append(window.document.to_save)
        (file,) = window.folder.iterdir()
        ends.append(file.stat().st_size)
    window.keeper.end()
    return file.read_bytes(), ends, states


def require(data, states):
    """What is read from a record is the last of these states; of none it is refused."""
    if not states:
        with pytest.raises(DamagedError):
            read(BytesIO(data))
        return
    assert read(BytesIO(data))[0] == states[-1]


def test_a_record_cut_at_any_byte_gives_what_was_whole_before_it(history):
    data, ends, states = history
    for length in range(len(data) + 1):
        require(data[:length], states[: sum(length >= end for end in ends)])


def test_a_byte_that_flipped_costs_what_came_after_it_and_nothing_else(history):
    data, ends, states = history
    for place in range(len(data)):
        damaged = bytearray(data)
        damaged[place] ^= 1 << place % 8
        require(damaged, states[: sum(place >= end for end in ends)])


def test_what_is_damaged_from_the_beginning_is_left_alone_and_not_offered(window, history):
    (file,) = window.folder.iterdir()
    file.write_bytes(history[0][:100])
    assert left_overs(window.folder) == []
    assert files(window.folder) == [file.name]


@given(st.data())
@tries(40)
def test_what_a_stranger_put_there_is_refused_and_does_nothing(data):
    """Changes that fit nothing, whose checksums would be right."""
    parts = recovery_changes.parts_of(scenario())
    shape = data.draw(st.lists(st.integers(-2, 5), max_size=3).map(tuple))
    between = data.draw(st.none() | st.tuples(st.integers(-1, 4), st.integers(-1, 4)))
    name = data.draw(st.sampled_from([*parts, "none"]))
    size = data.draw(st.sampled_from([0, 8, 24, 2**62, -1]))
    content = data.draw(st.binary(max_size=64) | st.just(b'["a", 3]\n') | st.just(b"[" * 5000))
    change = Change(name, shape, size, between)
    try:
        take(parts, [change], Reader(memoryview(content)))
    except (ValueError, RecursionError):
        return
    assert parts.keys() >= recovery_changes.parts_of(scenario()).keys()


@pytest.mark.parametrize(
    ("change", "content"),
    [
        (Change("none", (0,), 0), b""),
        (Change("labels", (1,), 8, (4, 0)), bytes(8)),
        (Change("labels", (1,), 8), (7).to_bytes(8, "little") + bytes(8)),
        (Change("labels", (2,), 16), bytes(16) + bytes(16)),
        (Change("classes", (1,), 4, (0, 0)), b"[3]\n"),
        (Change("classes", (2,), 6, (0, 0)), b'["a"]\n'),
        (Change("classes", (1,), 2, (0, 0)), b"3\n"),
        (Change("classes", (1,), 9, (0, 0)), b'{"a": 1}\n'),
        (Change("title", (1,), 13, (0, 0)), b'[{"en": [1]}]\n'),
    ],
)
def test_each_thing_that_does_not_fit_is_noticed(change, content):
    with pytest.raises(DamagedError):
        take(recovery_changes.parts_of(scenario()), [change], Reader(memoryview(content)))


def test_a_pickle_a_folder_and_a_later_version_are_not_offered(tmp_path):
    suffix = recovery_keeper.SUFFIX
    (tmp_path / f"a{suffix}").write_bytes(b"\x80\x04cos\nsystem\n(S'echo'\ntR.")
    (tmp_path / f"b{suffix}").mkdir()
    (tmp_path / f"c{suffix}").write_bytes(b"losslab-recovery 2\n" + bytes(100))
    assert left_overs(tmp_path) == []
    assert len(files(tmp_path)) == 3


# Faults of the system


def test_a_state_folder_that_is_a_file_or_is_not_there_is_a_plain_error(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    window = Window(tmp_path / "file" / "recovery")
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        window.apply(edits.set_strength(1.0))
    assert window.crash() == []
    assert left_overs(tmp_path / "none") == []


@posix
def test_a_link_in_place_of_a_record_is_left_alone_where_it_leads(window, tmp_path):
    window.apply(edits.set_strength(1.0))
    (file,) = window.folder.iterdir()
    window.keeper.end()
    data = file.read_bytes()
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    (left,) = left_overs(window.folder)
    left.remove()
    assert files(window.folder) == []
    assert (tmp_path / "elsewhere").read_bytes() == data


@posix
def test_what_is_kept_is_for_nobody_else(window):
    before = os.umask(0)
    try:
        window.apply(edits.set_strength(1.0))
    finally:
        os.umask(before)
    (file,) = window.folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(window.folder.stat().st_mode) == 0o700


@posix
def test_on_a_full_disk_the_last_record_stays_whole_and_is_gone_on_with_later(window):
    import resource

    window.apply(edits.set_strength(1.0))
    (file,) = window.folder.iterdir()
    size = file.stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, hard))
    try:
        with pytest.raises(OSError) as caught:  # noqa: PT011 - the number below tells which
            window.apply(edits.set_strength(2.0))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.errno == errno.EFBIG
    assert file.stat().st_size == size
    window.keep()
    window.keeper.end()
    assert recovered(window.folder).penalty.strength == 2.0


@posix
def test_on_a_full_disk_nothing_half_written_is_left(window):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, hard))
    try:
        with pytest.raises(OSError) as caught:  # noqa: PT011 - the number below tells which
            window.apply(edits.set_strength(2.0))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.errno == errno.EFBIG
    assert files(window.folder) == []


@posix
def test_a_record_that_somebody_has_removed_is_written_anew(window):
    window.apply(edits.set_strength(1.0))
    (file,) = window.folder.iterdir()
    file.unlink()
    window.apply(edits.set_strength(2.0))
    window.keeper.end()
    assert recovered(window.folder).penalty.strength == 2.0


def test_each_record_is_flushed_to_the_disk(window, monkeypatch):
    flushed = []

    def fsync(descriptor):
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            flushed.append(os.fstat(descriptor).st_size)

    monkeypatch.setattr(os, "fsync", fsync)
    window.apply(edits.set_strength(1.0))
    window.apply(edits.set_strength(2.0))
    (file,) = window.folder.iterdir()
    assert len(flushed) == 2
    assert flushed[-1] == file.stat().st_size


def test_scores_alone_and_weights_take_turns(window):
    window.apply(edits.set_strength(2.0))
    table = ScoreTable(np.array([[1.5, 2.0, -1.0]] * 3))
    window.document.apply(
        edits.Edit(edits.Label("edit"), lambda old: replace(old, source=table, feature_names=()))
    )
    window.keep()
    window.document.undo()
    window.keep()
    window.document.redo()
    window.keep()
    window.keeper.end()
    assert bits(recovered(window.folder)) == bits(window.document.to_save)
