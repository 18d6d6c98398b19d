"""The folder as `datasets` itself loads it."""

from __future__ import annotations

import io
from pathlib import Path

import datasets
import pytest
from pyarrow import parquet

from annotator.core.agreement_report import AgreementReport, Estimate, Interval, Overall, Together
from annotator.core.data_sets import DataSetFacts
from annotator.formats import hugging_face, registry
from annotator.formats.page_records import FEATURES, page_record
from tests.formats.goldens import held, held_as_json, written_folder
from tests.formats.labelled_pages import labelled
from tests.formats.sample_pages import ABOUT, SAMPLE


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Load the folder of a name below `tmp_path`, out of reach of the net and of other caches."""
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    datasets.disable_progress_bars()

    def loaded(folder: Path) -> datasets.DatasetDict:
        return datasets.load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))

    return loaded


def test_datasets_loads_every_split_with_every_record(tmp_path: Path, load):
    written_folder("hugging-face", SAMPLE, tmp_path / "set")
    found = load(tmp_path / "set")
    assert list(found) == ["train", "test"]
    assert found["train"].to_list() == [page_record(one) for one in SAMPLE[:2]]
    assert found["test"].to_list() == [page_record(one) for one in SAMPLE[2:]]


def test_the_card_and_the_records_are_what_they_always_were(tmp_path: Path, load):
    files = written_folder("hugging-face", SAMPLE, tmp_path / "set")
    assert sorted(files) == [
        "README.md",
        "data/test-00000.parquet",
        "data/train-00000.parquet",
    ]
    held("hugging-face.card.txt", files["README.md"])
    held_as_json(
        "hugging-face.json", [one for part in load(tmp_path / "set").values() for one in part]
    )


def test_pages_in_no_split_are_loaded_as_train_and_the_card_says_so(tmp_path: Path, load):
    files = written_folder("hugging-face", [labelled(1), labelled(2)], tmp_path / "set")
    assert len(load(tmp_path / "set")["train"]) == 2
    assert "2 pages are in no split" in files["README.md"].decode()


def test_a_data_set_without_pages_is_an_empty_table_with_all_fields(tmp_path: Path):
    files = written_folder("hugging-face", (), tmp_path / "set")
    table = parquet.read_table(io.BytesIO(files["data/train-00000.parquet"]))
    assert (len(table), table.column_names) == (0, [one.name for one in FEATURES])


def test_large_splits_are_cut_into_shards_that_load_in_order(tmp_path: Path, load, monkeypatch):
    monkeypatch.setattr(hugging_face, "_ROW_GROUP", 1)
    monkeypatch.setattr(hugging_face, "_SHARD", 1)
    files = written_folder("hugging-face", map(labelled, range(1, 6)), tmp_path / "set")
    assert sum(name.startswith("data/train-") for name in files) == 5
    assert load(tmp_path / "set")["train"]["page"] == [1, 2, 3, 4, 5]


def test_the_card_tells_the_agreement_with_its_measures(tmp_path: Path):
    alpha = Estimate(0.8, interval=Interval(0.7, 0.9))
    together = Together(10, 10, alpha, Estimate(None, "only one label was given"))
    report = AgreementReport(
        (), Overall(("Ada", "Ben"), 4, together, together), (), (), (), {}, False, (), "", 1000, 0
    )
    about = DataSetFacts("n", ABOUT.label_set, guideline_version=3, agreement=report)
    card = written_folder("hugging-face", SAMPLE, tmp_path / "set", about)["README.md"].decode()
    assert "| Krippendorff's α | 0.800 [0.700, 0.900] | 0.800 [0.700, 0.900] |" in card
    assert "| Fleiss' κ | undefined: only one label was given |" in card
    assert "Guidelines: version 3." in card


def test_hostile_names_break_neither_the_card_nor_its_header(tmp_path: Path, load):
    name = '---\n# title"\\ \u2028 <script> | x \U0001f642'
    pages = [
        labelled(language="no", licence=name),
        labelled(2, language='"]\nx: y', licence="---"),
        labelled(3, language="pt_BR", licence=name),
    ]
    about = DataSetFacts(name, ABOUT.label_set, command=name, chosen=(name,))
    card = written_folder("hugging-face", pages, tmp_path / "set", about)["README.md"].decode()
    assert len(load(tmp_path / "set")["train"]) == 3
    below = card.split("---\n")[2]
    assert "<script>" not in "".join(one for one in below.splitlines() if one[:6].strip())
    assert 'pretty_name: "--- # title\\"\\\\ <script> | x \U0001f642"' in card
    assert 'language: ["no", "pt"]' in card


def test_the_folder_loses_the_decisions_of_a_gold_set():
    assert "The decisions that made a gold set" in registry.writer("hugging-face").loses[-1]
    assert "decisions" not in page_record(labelled(annotator="gold", decisions=()))
