"""Forms that data come in, and files that are broken, by chance or on purpose."""

import io
import json
import pickle
import random
import tracemalloc
import zipfile

import numpy as np
import pytest

from core.importing import DataError, Guesses, read_bytes, read_text
from core.importing.cells import number
from core.importing.json_text import read_json
from core.importing.trial import tried
from tests.sweeps import sampled


def npy(array, **more):
    stream = io.BytesIO()
    np.save(stream, array, **more)
    return stream.getvalue()


def npz(**arrays):
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)
    return stream.getvalue()


def refused(data, **more):
    with pytest.raises(DataError) as caught:
        read_bytes(data, **more)
    return caught.value.key


TYPES = ["<f8", ">f8", "<f4", "<f2", "<i8", ">i2", "u1", "?"]


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("order", ["C", "F"])
def test_an_array_of_any_numbers_in_any_order_is_read(kind, order):
    array = np.asarray([[1, 0, 1], [0, 1, 1]], dtype=kind, order=order)
    (part,) = read_bytes(npy(array))
    assert part.table.values.tolist() == [[1, 0, 1], [0, 1, 1]]


def test_an_array_of_words_is_labels_in_words():
    (part,) = read_bytes(npy(np.array(["cat", "car"])), "y")
    assert part.role == "labels"
    assert [part.table.cell(i, 0) for i in range(2)] == ["cat", "car"]


def test_the_arrays_of_an_archive_are_known_by_their_names():
    parts = read_bytes(npz(X=np.eye(2), y=np.arange(2), W=np.eye(2), b=np.zeros(2)))
    assert {part.role for part in parts} == {"features", "labels", "weights", "biases"}


def header_of(shape):
    stream = io.BytesIO()
    head = {"descr": "<f8", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(stream, head)
    return stream.getvalue()


def renamed():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "")
    return stream.getvalue()


def packed_otherwise():
    """A broken archive as numpy does not write it: what unpacks it has an error of its own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("X.npy", npy(np.arange(99.0)))
    data = bytearray(stream.getvalue())
    data[data.find(b"X.npy") + 20] ^= 0xFF
    return bytes(data)


BROKEN = {
    "pickled array": (npy(np.array([{}], dtype=object), allow_pickle=True), "pickled"),
    "pickle": (pickle.dumps([1, 2]), "pickled"),
    "complex": (npy(np.array([1j])), "array_kind"),
    "dates": (npy(np.array(["2020-01-01"], dtype="M8[D]")), "array_kind"),
    "images": (npy(np.zeros((2, 3, 3))), "array_shape"),
    "nothing": (npy(np.zeros((0, 3))), "array_shape"),
    "a number": (npy(np.float64(3)), "array_shape"),
    "more than is there": (header_of((1000, 10)), "cut_array"),
    "a billion rows": (header_of((10**9, 10)), "too_many_rows"),
    "a negative shape": (header_of((-5, 3)), "array_shape"),
    "cut head": (npy(np.eye(2))[:40], "broken_array"),
    "cut archive": (npz(X=np.eye(9))[:60], "broken_array"),
    "spreadsheet": (renamed(), "spreadsheet"),
    "packed otherwise": (packed_otherwise(), "archive"),
    "picture": (b"\x89PNG\r\n\x1a\n", "foreign_picture"),
    "bytes": (bytes(range(256)), "binary"),
    "empty": (b"", "empty"),
    "spaces": (b" \n \n", "empty"),
    "comments": (b"# nothing\n#\n", "empty"),
    "NUL": (b"1,2\n3,\x004\n", "nul"),
    "rules alone": (b"|---|---|\n|:-:|--:|\n", "empty"),
    "no encoding": (b"a,b\n\xff\xff,\x81\n", "encoding"),
    "a million columns": (b"1," * 1_000_000 + b"1\n", "too_many_columns"),
    "one long line": (b"1" * (5 << 20), "long_line"),
    "an open list": (b"[[1, 2], [3", "cut_list"),
    "a deep list": (b"[" * 1000 + b"1" + b"]" * 1000, "too_deep"),
    "deep json": (b'{"X":' * 100_000, "too_deep"),
    "a shortened print": (b"[[1. 2. ... 3.]]", "shortened"),
    "two lists": (b"[1, 2] [3]", "after_list"),
    "spaces after a list": (b"array([1], dtype=" + b" " * 50_000 + b"[", "after_list"),
    "a ragged list": (b"[[1, 2], [3]]", "ragged"),
    "records that differ": (b'[{"a": 1}, {"b": 2}]', "other_record"),
    "other fields": (b'{"hello": 1}', "no_known_field"),
}


@pytest.mark.parametrize(("data", "key"), BROKEN.values(), ids=BROKEN)
def test_a_broken_or_foreign_file_is_refused_with_its_reason(data, key):
    assert refused(data) == key


def test_of_unknown_fields_six_are_named():
    with pytest.raises(DataError) as caught:
        read_bytes(b'{"p": 1, "q": 2, "r": 3, "t": 4, "u": 5, "v": 6, "z": 7}')
    assert caught.value.params["found"] == "p, q, r, t, u, v"


def test_a_pickle_is_never_run():
    class Trap:
        def __reduce__(self):
            return pytest.fail, ("a pickle was run",)

    array = np.empty(1, dtype=object)
    array[0] = Trap()
    assert refused(npy(array, allow_pickle=True)) == "pickled"
    assert refused(npz(X=np.eye(2), y=array)) == "pickled"


TEXT = "고양이,개,정답\n1,2,개\n3,4,고양이\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_text_is_read_in_the_encodings_people_have(encoding):
    (part,) = read_bytes(TEXT.encode(encoding))
    assert part.table.headings == ("고양이", "개", "정답")


def test_another_encoding_has_to_be_named():
    data = "café,b\n1,2\n".encode("latin-1")
    assert refused(data) == "encoding"
    assert read_bytes(data, encoding="latin-1")[0].table.headings == ("café", "b")
    for name in ("klingon", "zlib", "rot13"):
        assert refused(data, encoding=name) == "unknown_encoding"
    assert refused(TEXT.encode("utf-16-le")) in {"nul", "encoding"}
    assert read_bytes(TEXT.encode("utf-16-le"), encoding="utf-16-le")[0].table.headings


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("−1.7", ".", -1.7),
        (" 3 ", ".", 3.0),
        ("1e11", ".", 1e11),
        ("３.２", ".", 3.2),
        ("4,0", ",", 4.0),
        ("1_000", ".", None),
        ("1,000", ".", None),
        ("n/a", ".", None),
        ("nan", ".", None),
    ],
)
def test_a_cell_is_a_number_or_none(text, decimal, value):
    assert number(text, decimal) == value


def test_a_first_row_of_numbers_is_no_header_unless_someone_says_so():
    assert read_text("1,2\n3,4\n")[0].table.headings == ()
    assert read_text("1,2\n3,4\n", header=True)[0].table.headings == ("1", "2")
    assert read_text("0,1,label\n3,4,1\n")[0].table.headings == ("0", "1", "label")
    assert read_text("a,b\n3,4\n", header=False)[0].table.words == {0: {0: "a"}, 1: {0: "b"}}


def test_a_row_of_blank_cells_is_no_rule_under_the_names_of_a_markdown_table():
    blank = " |   " * 40
    (part,) = read_bytes(f"|a{'|b' * 40}|c|\n|---{blank}|---|\n| - {blank}| 3 |\n".encode())
    assert part.table.shape == (1, 42)
    assert part.table.cell(0, 41) == "3"


def test_lines_are_counted_with_comments_and_cells_of_several_lines():
    text = '# one\n\na,b\n"two\nlines",2\n3,4\n'
    table = read_text(text)[0].table
    assert (table.headings, table.lines) == (("a", "b"), [4, 6])
    assert table.cell(0, 0) == "two\nlines"


def test_lines_are_read_alike_at_once_and_one_by_one():
    rows = [f"{i},{i / 7!r},{'ab'[i % 2]}" for i in range(20_000)]
    at_once = read_text("\n".join(rows))[0].table
    rows[0] = rows[0].replace("a", '"a"')
    singly = read_text("\n".join(rows))[0].table
    np.testing.assert_array_equal(at_once.values, singly.values)
    assert at_once.words == singly.words
    assert list(at_once.lines) == list(singly.lines)


def test_whoever_gives_up_is_heard_between_pieces():
    class GivenUpError(Exception):
        pass

    def give_up():
        raise GivenUpError

    with pytest.raises(GivenUpError):
        read_text("1,2\n" * 10, go_on=give_up)


WHOLE = {
    "npy": npy(np.eye(4)),
    "npz": npz(X=np.eye(3), y=np.arange(3)),
    "csv": TEXT.encode(),
    "list": b"[[1,2],[3,4]]",
    "records": b'[{"a": 1, "b": 2.5, "label": "x"}, {"a": 3, "b": 4, "label": "y"}]',
    "arrays": b'{"X": [[1, 2], [3, 4]], "y": [0, 1], "W": [[1, 2], [3, 5]], "b": [0, 1]}',
    "semicolons": "a;b;c;label\n1,5;2;3;u\n4;-5;6;v\n".encode("utf-16"),
}


@pytest.mark.parametrize("seed", sampled(range(40), every=40, first=11))
@pytest.mark.parametrize("kind", WHOLE)
def test_flipped_bytes_end_in_a_document_or_a_complaint(kind, seed):
    """With the soak 2,000 files of each kind."""
    chance = random.Random(f"{kind} {seed}")
    for _ in range(50):
        data = bytearray(WHOLE[kind])
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            parts = read_bytes(bytes(data))
        except DataError as error:
            assert error.key  # noqa: PT017 - either is right
            continue
        trial = tried(parts, "T", Guesses())
        assert (trial.state is None) == (trial.error is not None)


def test_a_file_cut_at_any_byte_ends_in_a_table_or_a_complaint():
    for whole in (npy(np.eye(3)), npz(X=np.eye(2)), b'{"X": [[1, 2]], "y": [0]}'):
        for end in range(len(whole)):
            try:
                assert read_bytes(whole[:end])
            except DataError as error:
                assert error.key  # noqa: PT017 - either is right


def test_an_array_that_announces_more_than_is_there_takes_no_room_for_it():
    tracemalloc.start()
    try:
        assert refused(header_of((900_000, 100))) == "cut_array"
        assert tracemalloc.get_traced_memory()[1] < 10 << 20
    finally:
        tracemalloc.stop()


JSON = {
    "nothing": "[]",
    "rows": "[[1, 2.5], [3e2, -4]]",
    "wrapped rows": " [ [ [1, 2], [3, 4] ] ] ",
    "records": '[{"a": 1, "b": "x"}, {"a": null, "b": "ü"}]',
    "fields": '{"X": [[1, NaN], [-Infinity, 2]], "y": [0, 1], "n": {"a": [[]]}, "t": true}',
    "twice": '{"a": 1, "a": 2}',
    "no fields": "{ }",
    "a number": " 3 ",
}


@pytest.mark.parametrize("text", JSON.values(), ids=JSON)
def test_json_read_in_pieces_is_what_python_reads_at_once(text):
    assert repr(read_json(text)) == repr(json.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        '{"a" 1}',
        "[1 2]",
        '{"a": 1,}',
        "{a: 1}",
        "[1,\n 2] 3",
        '[[1, 2],\n [3, "x]]',
        '{"a": [1}',
        "[",
    ],
)
def test_what_is_no_json_is_named_where_python_names_it(text):
    with pytest.raises(json.JSONDecodeError) as expected:
        json.loads(text)
    with pytest.raises(DataError) as found:
        read_json(text)
    line, column = found.value.params["line"], found.value.params["column"]
    assert line == expected.value.lineno
    # Of a comma before the end Python has named one place or the other.
    assert abs(column - expected.value.colno) <= 1


@pytest.mark.parametrize(
    "text", ["[" + "[1, 2]," * 5000 + "[3, 4]]", '{"y": [' + "1, " * 5000 + "2]}"]
)
def test_whoever_gives_up_is_heard_between_pieces_of_json(text):
    class GivenUpError(Exception):
        pass

    def give_up():
        raise GivenUpError

    with pytest.raises(GivenUpError):
        read_text(text, go_on=give_up)
