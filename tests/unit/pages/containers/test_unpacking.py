"""The compression of a whole file, taken off while it is read."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.pages.containers.budget import Budget, Spent
from annotator.pages.containers.unpacking import (
    DAMAGED,
    is_gzip,
    place_on_disk,
    unpacked,
    unpacked_head,
)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.integers(1, 700))
def test_the_members_of_a_file_unpack_to_what_was_packed(parts, size):
    packed = b"".join(map(gzip.compress, parts))
    whole = b"".join(parts)
    assert unpacked(io.BytesIO(packed), Budget()).read() == whole
    assert unpacked_head(packed, size) == whole[:size]
    assert is_gzip(packed)


@given(st.binary(min_size=1, max_size=300), st.data())
def test_the_head_of_a_damaged_file_is_what_comes_before_the_damage(content, data):
    packed = gzip.compress(content)
    cut = data.draw(st.integers(2, len(packed)))
    assert content.startswith(unpacked_head(packed[:cut], 1000))


def test_a_file_can_be_read_again_from_its_beginning():
    file = unpacked(io.BytesIO(gzip.compress(b"one\ntwo\n")), Budget())
    assert file.readline() == b"one\n"
    file.seek(0)
    assert file.read() == b"one\ntwo\n"
    with pytest.raises(io.UnsupportedOperation):
        file.seek(0, io.SEEK_END)


def test_damage_is_raised_where_it_is_met():
    packed = gzip.compress(bytes(1000))
    for broken in (packed[:-3], packed[:10] + b"\xff" * 20, packed + b"rubbish"):
        with pytest.raises(DAMAGED):
            unpacked(io.BytesIO(broken), Budget()).read()


def test_what_comes_out_is_counted_whatever_was_read():
    packed = gzip.compress(bytes(50 * 1024**2))
    file = unpacked(io.BytesIO(packed), Budget(most_unpacked=10 * 1024**2))
    came: list[int] = []
    with pytest.raises(Spent, match="10 MB"):
        came.extend(len(part) for part in iter(lambda: file.read(1024**2), b""))
    assert 0 < sum(came) <= 10 * 1024**2


def test_how_far_a_reader_is_counts_in_bytes_of_the_disk():
    packed = gzip.compress(b"x" * 100_000)
    file = unpacked(io.BytesIO(packed), Budget())
    assert place_on_disk(file) == 0
    file.read()
    assert place_on_disk(file) == len(packed)
    file.close()
    assert place_on_disk(file) is None
