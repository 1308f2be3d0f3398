"""What others do to the file and its folder while it is being written."""

import errno
import shutil
import sys
from pathlib import Path

import pytest

from core.saving import ChangedOnDiskError, stamp_of, write_file


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "folder" / "mine.losslab.json"
    path.parent.mkdir()
    path.write_bytes(b"old")
    return path


def pieces(meanwhile):
    """A new content, between whose parts something happens."""
    yield b"new"
    meanwhile()
    yield b" content"


def test_a_file_that_is_removed_meanwhile_is_there_again(path):
    write_file(path, pieces(path.unlink), known=stamp_of(path))
    assert path.read_bytes() == b"new content"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_another_puts_in_its_place_meanwhile_stays(path):
    def replace():
        other = path.with_name("other")
        other.write_bytes(b"another's")
        other.replace(path)

    with pytest.raises(ChangedOnDiskError):
        write_file(path, pieces(replace), known=stamp_of(path))
    assert path.read_bytes() == b"another's"
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_comes_to_stand_in_its_place_stays(path):
    def replace():
        path.unlink()
        path.mkdir()

    with pytest.raises(IsADirectoryError):
        write_file(path, pieces(replace), known=stamp_of(path))
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_removed_meanwhile_is_an_error_and_not_made_again(path):
    with pytest.raises(OSError) as caught:  # noqa: PT011 - the number below tells which
        write_file(path, pieces(lambda: shutil.rmtree(path.parent)), known=stamp_of(path))
    assert caught.value.errno == errno.ENOENT
    assert not path.parent.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a folder that nobody writes to")
def test_a_folder_that_cannot_be_written_to_is_an_error_for_everybody():
    with pytest.raises(OSError) as caught:  # noqa: PT011 - the number below tells which
        write_file(Path("/proc/self/mine.losslab.json"), [b"new"])
    assert caught.value.errno in {errno.ENOENT, errno.EACCES, errno.EPERM, errno.EROFS}
