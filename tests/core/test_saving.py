"""Saving as a careful editor does it."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from core import saving
from core.saving import (
    ChangedOnDiskError,
    LinkedError,
    ProtectedError,
    UnaskedError,
    stamp_of,
    write_file,
)
from tools import kill_save

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions, links and limits")


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "saved.json"
    file.write_bytes(b"old")
    return file


@pytest.fixture
def anybody():
    """A folder with an old file, of an account for which permissions count, as this process has.

    They do not for the root account.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "saved.json").write_bytes(b"old")
        root = os.geteuid() == 0
        if root:
            for one in (folder, folder / "saved.json"):
                os.chown(one, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)


def test_what_is_written_is_there_with_nothing_beside_it(path):
    stamp = write_file(path, [b"new ", b"content"])
    assert path.read_bytes() == b"new content"
    assert stamp == stamp_of(path)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("length", [236, 250, 255])
def test_a_name_may_be_as_long_as_names_are(length, tmp_path):
    path = tmp_path / ("가" * (length // 3 - 2) + "x" * (length % 3 + 1) + ".json")
    assert len(path.name.encode()) == length
    for content in (b"first", b"second"):
        write_file(path, [content])
        assert path.read_bytes() == content


@posix
def test_a_new_file_may_be_read_by_whom_the_person_lets_read_new_files(tmp_path):
    before = os.umask(0o026)
    try:
        write_file(tmp_path / "new.json", [b"new"])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o640


@posix
def test_a_link_to_itself_is_a_plain_error(tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(link)
    with pytest.raises(OSError) as caught:  # noqa: PT011 - the number below tells which
        write_file(link, [b"new"])
    assert caught.value.errno == errno.ELOOP
    assert caught.value.strerror


@posix
def test_a_link_to_nothing_makes_the_file_it_names(tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "there.json")
    write_file(link, [b"new"])
    assert link.is_symlink()
    assert (tmp_path / "there.json").read_bytes() == b"new"


@posix
def test_a_pipe_and_a_folder_are_never_replaced(tmp_path):
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="no plain file"):
        write_file(pipe, [b"new"], overwrite=True)
    with pytest.raises(IsADirectoryError):
        write_file(tmp_path, [b"new"], overwrite=True)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_permissions_stay_and_a_new_file_has_the_usual_ones(path):
    path.chmod(0o640)
    write_file(path, [b"new"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    before = os.umask(0o026)
    try:
        write_file(path.with_name("other.json"), [b"new"])
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.with_name("other.json").stat().st_mode) == 0o640


@posix
def test_a_write_protected_file_is_replaced_only_if_that_was_agreed(path):
    path.chmod(0o444)
    with pytest.raises(ProtectedError):
        write_file(path, [b"new"])
    assert path.read_bytes() == b"old"
    write_file(path, [b"new"], overwrite=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


@posix
def test_hard_links_are_cut_only_if_that_was_agreed(path):
    other = path.with_name("other.json")
    other.hardlink_to(path)
    with pytest.raises(LinkedError):
        write_file(path, [b"new"])
    assert path.samefile(other)
    write_file(path, [b"new"], overwrite=True)
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"old")


def test_what_another_has_written_meanwhile_is_overwritten_only_if_that_was_agreed(path):
    known = stamp_of(path)
    path.write_bytes(b"by another")
    with pytest.raises(ChangedOnDiskError):
        write_file(path, [b"new"], known=known)
    assert path.read_bytes() == b"by another"
    known = write_file(path, [b"new"], known=known, overwrite=True)
    assert path.read_bytes() == b"new"
    write_file(path, [b"newer"], known=known)
    assert path.read_bytes() == b"newer"


def test_a_change_while_the_new_file_is_written_counts_too(path):
    def pieces():
        yield b"new"
        path.write_bytes(b"by another")

    with pytest.raises(ChangedOnDiskError):
        write_file(path, pieces(), known=stamp_of(path))
    assert path.read_bytes() == b"by another"
    assert list(path.parent.iterdir()) == [path]


def test_a_link_that_is_turned_to_another_file_meanwhile_leads_to_what_was_meant(tmp_path):
    meant, other, link = (tmp_path / name for name in ("meant", "other", "link"))
    for file in (meant, other):
        file.write_bytes(b"old")
    link.symlink_to(meant)

    def pieces():
        yield b"new"
        link.unlink()
        link.symlink_to(other)

    write_file(link, pieces())
    assert (meant.read_bytes(), other.read_bytes()) == (b"new", b"old")


@posix
def test_a_folder_that_may_only_be_read_keeps_its_file_as_it_was(anybody):
    path = anybody / "saved.json"
    anybody.chmod(0o555)
    with pytest.raises(PermissionError):
        write_file(path, [b"new"])
    anybody.chmod(0o755)
    assert path.read_bytes() == b"old"
    assert list(anybody.iterdir()) == [path]


@posix
def test_a_folder_that_is_taken_away_meanwhile_is_a_plain_error(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()

    def pieces():
        yield b"new"
        folder.rename(tmp_path / "elsewhere")

    with pytest.raises(FileNotFoundError):
        write_file(folder / "saved.json", pieces())
    assert not folder.exists()


def test_a_file_that_another_has_removed_is_made_again(path):
    known = stamp_of(path)
    path.unlink()
    assert stamp_of(path) is None
    write_file(path, [b"new"], known=known)
    assert path.read_bytes() == b"new"


def test_every_question_has_words_of_its_own():
    kinds = ChangedOnDiskError, ProtectedError, LinkedError
    assert all(issubclass(kind, UnaskedError) for kind in kinds)


@posix
def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_else(path):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(OSError) as caught:  # noqa: PT011 - the number below tells which
            write_file(path, [b"x" * 900, b"x" * 9_000])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.errno == errno.EFBIG
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_giving_up_leaves_the_old_file(after, path):
    answers = iter([False] * after + [True] * 3)
    assert write_file(path, [b"one", b"two"], lambda: next(answers)) is None
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


@posix
def test_the_folder_is_flushed_after_the_file_has_its_place(path, monkeypatch):
    flushed = []
    flush = os.fsync

    def fsync(descriptor):
        flushed.append((stat.S_ISDIR(os.fstat(descriptor).st_mode), path.read_bytes()))
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_file(path, [b"new"])
    assert flushed == [(False, b"old"), (True, b"new")]


@posix
def test_no_folder_stays_open_after_a_save(path, monkeypatch):
    opened = []
    opening = os.open

    def noted(where, flags, *more, **named):
        descriptor = opening(where, flags, *more, **named)
        opened.extend([descriptor] if flags & os.O_DIRECTORY else [])
        return descriptor

    monkeypatch.setattr(os, "open", noted)
    write_file(path, [b"new"])
    (folder,) = opened
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(folder)


@posix
def test_what_is_being_written_by_another_is_not_cleaned_away(path):
    def pieces():
        yield b"outer"
        write_file(path.with_name("other.json"), [b"inner"])

    write_file(path, pieces())
    assert path.read_bytes() == b"outer"


@posix
def test_a_program_killed_while_saving_leaves_a_whole_file_and_the_next_save_cleans_up(tmp_path):
    kill_save.kill_one(tmp_path / "saved.json", 30)
    assert [one.suffix for one in tmp_path.iterdir()] == [".tmp"]
    assert list(kill_save.failures(tmp_path, 3, 4)) == []


def test_saving_needs_nothing_but_the_standard_library():
    code = "import sys; import core.saving; sys.exit('numpy' in sys.modules)"
    root = Path(saving.__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=root).returncode == 0
