"""Splits from the command line."""

from __future__ import annotations

import json
import shlex

import pytest

from tests.pictures import page
from tests.stored import add_page, label_blocks, project_of

SHARES = "train=0.5,validation=0.25,test=0.25"
STORY = " ".join(f"word{number}" for number in range(60))


@pytest.fixture
def project(tmp_path):
    """The same story on six sites, of which some are in different splits."""
    with project_of(tmp_path) as made:
        for number in range(6):
            document = page(f"Menu {number}", STORY)
            new = add_page(made, document, f"{number}", site=f"{number}.example")
            label_blocks(made, new, "Ada", "body", 1)
        yield made.path


def test_splits_and_leaks_are_told_to_people(annotator, project, tmp_path):
    told = annotator("export", project, tmp_path / "out", "--split", SHARES, "--check-leaks")
    assert "Pages by split: train " in told.out
    assert "; of 6 groups, with the seed 0." in told.out
    assert "Nearly alike in two splits: " in told.out
    assert "1.00  page " in told.out


def test_json_and_the_manifest_tell_the_same(annotator, project, tmp_path):
    told = annotator(
        "export", project, tmp_path / "out", "--split", SHARES, "--check-leaks", "--json"
    )
    split = told.json["split"]
    manifest = json.loads((tmp_path / "out.manifest.json").read_text("utf-8"))
    assert manifest["split"] == split
    assert set(split) == {"shares", "by", "seed", "groups", "languages", "leaks"}
    assert sum(told.json["splits"].values()) == 6
    assert split["leaks"]["pair_count"] == len(split["leaks"]["pairs"]) > 0


def test_the_command_in_the_manifest_gives_the_same_bytes_again(annotator, project, tmp_path):
    options = ("--split", SHARES, "--seed", "balanced", "--split-by", "template")
    annotator("export", project, tmp_path / "out", *options)
    first = (tmp_path / "out").read_bytes()
    manifest = json.loads((tmp_path / "out.manifest.json").read_text("utf-8"))
    words = shlex.split(manifest["command"])[4:]
    assert "balanced" not in words
    annotator("export", project, tmp_path / "out", *words)
    assert (tmp_path / "out").read_bytes() == first


def test_pages_that_are_put_back_are_in_their_splits(annotator, project, tmp_path):
    annotator("export", project, tmp_path / "whole", "--split", SHARES)
    annotator("export", project, tmp_path / "thin", "--split", SHARES, "--without-pages")
    annotator("rejoin", tmp_path / "thin", project, tmp_path / "joined")
    assert (tmp_path / "joined").read_bytes() == (tmp_path / "whole").read_bytes()


def test_an_empty_split_is_told_beside_the_result(annotator, project, tmp_path):
    shares = "train=0.9998,validation=0.0001,test=0.0001"
    told = annotator("export", project, tmp_path / "out", "--split", shares)
    assert "annotator: “validation” and “test” are empty." in told.err
    told = annotator("export", project, tmp_path / "out", "--split", "train=0.9999,test=0.0001")
    assert "annotator: “test” is empty." in told.err


def test_without_splits_nothing_is_said_of_any(annotator, project, tmp_path):
    told = annotator("export", project, tmp_path / "out", "--json").json
    assert (told["split"], told["splits"]) == (None, {})
    assert "split" not in json.loads((tmp_path / "out.manifest.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--split", "train=0.8"), "0.8 together"),
        (("--split", SHARES, "--seed", "x"), "neither a whole number nor “balanced”"),
        (("--seed", "3"), "add “--split”"),
        (("--check-leaks",), "the pages are not split"),
    ],
)
def test_what_makes_no_split_is_refused(annotator, project, tmp_path, options, sentence):
    told = annotator("export", project, tmp_path / "out", *options)
    assert told.code in {1, 2}
    assert sentence in told.err
    assert not (tmp_path / "out").exists()
