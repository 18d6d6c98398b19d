"""What is written for a tool and read back by our reader of that tool is the same set."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import is_blank
from annotator.core.labelled import LabelledPage
from annotator.formats.reading import ComingSet, MarkedText
from tests.formats.data_sets import read
from tests.formats.generated import pages, some
from tests.formats.goldens import written, written_folder

# The format, the reader of what it writes, and the name of its file; none for a folder.
WAYS = [
    ("jsonl", "jsonl", "set.jsonl"),
    ("label-studio", "label-studio", "set.json"),
    ("label-studio-html", "label-studio", "set.json"),
    ("doccano", "doccano", "set.jsonl"),
    ("prodigy", "prodigy", "set.jsonl"),
    ("brat", "brat", ""),
]

# doccano has no field for either; a note of brat is one line.
_WITHOUT_NOTES = {"doccano"}
_ONE_LINE = {"brat"}

Marked = tuple[int, int, str, str, bool]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory):
    """New folders, one for each example."""
    root = tmp_path_factory.mktemp("round")
    return (root / str(number) for number in count())


def marks(coming: ComingSet, page: LabelledPage) -> list[Marked]:
    """The marks, neighbours in a block that are alike joined as in every set of ours."""
    assert isinstance(coming.marks, MarkedText)
    text = coming.marks.text
    assert text == page.document.text
    found: list[Marked] = []
    for one in coming.marks.marks:
        mark = (one.start, one.end, one.label, one.note, one.uncertain)
        if found and found[-1][2:] == mark[2:]:
            start, end = found[-1][:2]
            same = page.document.block_at(start) == page.document.block_at(one.start)
            if same and is_blank(text, end, one.start):
                mark = (start, *mark[1:])
                found.pop()
        found.append(mark)
    return found


def expected(name: str, page: LabelledPage) -> list[Marked]:
    return [
        (
            one.span.start,
            one.span.end,
            one.label,
            "" if name in _WITHOUT_NOTES else _note(name, one.note),
            one.uncertain and name not in _WITHOUT_NOTES,
        )
        for one in page.annotations
    ]


def _note(name: str, note: str) -> str:
    return " ".join(note.replace("\t", " ").splitlines()) if name in _ONE_LINE else note


@pytest.mark.parametrize(("name", "reader", "file"), WAYS)
@given(data=st.data())
@some
def test_a_set_comes_back_as_it_was(name, reader, file, places, data: st.DataObject):
    page = data.draw(pages())
    path = next(places)
    path.mkdir()
    if file:
        (path / file).write_bytes(written(name, [page]))
        path /= file
    else:
        written_folder(name, [page], path)
    found = read(reader, path)
    if name == "doccano" and not page.document.text:
        assert found == []
        return
    (coming,) = found
    assert isinstance(coming, ComingSet), coming
    assert coming.page.digest == page.facts.digest
    assert coming.annotator == page.annotator
    assert coming.status == page.status
    assert marks(coming, page) == expected(name, page)
