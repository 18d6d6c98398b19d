from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from annotator.core.errors import UserError
from annotator.core.offset_units import OffsetUnit
from annotator.formats import registry
from annotator.formats.jsonl import JsonLines


def test_json_lines_is_installed():
    assert "jsonl" in registry.format_names()
    assert isinstance(registry.writer("jsonl"), JsonLines)


@pytest.mark.parametrize("name", registry.format_names())
def test_every_writer_tells_what_it_is(name: str):
    writer = registry.writer(name)
    assert writer.name == name
    assert writer.title
    assert all(suffix.startswith(".") for suffix in writer.suffixes)
    assert writer.is_folder is (not writer.suffixes)
    assert writer.offset_unit in OffsetUnit
    assert all(sentence.endswith(".") for sentence in writer.loses)


def test_an_unknown_format_is_refused_with_those_that_exist():
    with pytest.raises(UserError, match="no format “xml”") as caught:
        registry.writer("xml")
    assert "jsonl" in caught.value.hint


def test_a_strangers_format_that_fails_to_load_is_told_with_its_package():
    entry = EntryPoint("odd", "a_package.that_is_missing:Writer", registry.GROUP)
    with pytest.raises(UserError, match="does not load") as caught:
        registry._load(entry)
    assert "a_package.that_is_missing" in caught.value.hint
