from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offset_units import Offsets, OffsetUnit

ENCODINGS = {OffsetUnit.UTF16: ("utf-16-le", 2), OffsetUnit.BYTE: ("utf-8", 1)}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("unit", ENCODINGS)
@given(text=TEXTS)
def test_offsets_are_lengths_in_the_encoding_of_their_unit_and_lead_back(unit, text):
    encoding, size = ENCODINGS[unit]
    offsets = Offsets(text, unit)
    for offset in range(len(text) + 1):
        there = offsets.of(offset)
        assert there == len(text[:offset].encode(encoding)) // size
        assert offsets.back(there) == offset


@given(text=TEXTS)
def test_code_points_are_what_they_are(text):
    assert Offsets(text, OffsetUnit.CODE_POINT).of(len(text)) == len(text)


def test_nothing_begins_inside_a_code_point_and_nothing_is_outside_the_text():
    offsets = Offsets("a👩b", OffsetUnit.UTF16)
    for wrong in (2, 5, -1):
        with pytest.raises(IndexError):
            offsets.back(wrong)
    with pytest.raises(IndexError):
        offsets.of(4)
