"""The folder as spaCy itself reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.training import Corpus
from spacy.training.converters import conll_ner_to_docs

from annotator.core.errors import UserError
from annotator.core.labelled import LabelledPage
from annotator.formats import libraries, registry, spacy_folder
from tests.formats.generated import pages, some
from tests.formats.goldens import held_as_json, written, written_folder
from tests.formats.labelled_pages import labelled
from tests.formats.sample_pages import SAMPLE


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("xx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spacy")


def docs_of(nlp, files: dict[str, bytes]) -> list:
    return [
        doc
        for name in sorted(files)
        for doc in DocBin().from_bytes(files[name]).get_docs(nlp.vocab)
    ]


def spans_of(page: LabelledPage) -> list[tuple[int, int, str]]:
    return [(one.span.start, one.span.end, one.label) for one in page.annotations]


def test_the_documents_are_what_they_always_were(nlp, tmp_path: Path):
    files = written_folder("spacy", SAMPLE, tmp_path)
    assert sorted(files) == ["test/00000.spacy", "train/00000.spacy"]
    held_as_json(
        "spacy.json",
        [
            {
                "tokens": [[token.text, bool(token.whitespace_)] for token in doc],
                "spans": [[one.start, one.end, one.label_] for one in doc.spans["sc"]],
                "user_data": doc.user_data,
            }
            for doc in docs_of(nlp, files)
        ],
    )


@given(st.data())
@some
def test_every_span_comes_back_as_span_and_as_entity(nlp, folder: Path, data: st.DataObject):
    page = data.draw(pages())
    files = written_folder("spacy", [page], folder / str(len(list(folder.iterdir()))))
    (doc,) = docs_of(nlp, files)
    assert doc.text == page.document.text
    for found in (doc.spans["sc"], doc.ents):
        assert [(one.start_char, one.end_char, one.label_) for one in found] == spans_of(page)
    assert (doc.user_data["annotator"], doc.user_data["page"]) == ("Ada", 1)


def test_training_reads_a_folder_of_files(nlp, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(spacy_folder, "_DOCS", 2)
    files = written_folder("spacy", map(labelled, range(1, 6)), tmp_path / "set")
    assert sorted(files) == [f"train/0000{number}.spacy" for number in range(3)]
    examples = list(Corpus(tmp_path / "set" / "train")(nlp))
    assert len(examples) == 5
    assert {one.label_ for one in examples[0].reference.spans["sc"]} == {"ai_label", "body"}


def test_the_same_pages_give_the_same_bytes(tmp_path: Path):
    once = written_folder("spacy", SAMPLE, tmp_path / "once")
    assert once == written_folder("spacy", SAMPLE, tmp_path / "twice")


def test_spacys_converter_reads_our_conll_columns():
    page = SAMPLE[0]
    (doc, *_) = conll_ner_to_docs(written("conll", [page]).decode(), no_print=True)
    assert [(one.label_, one.text.replace(" ", "")) for one in doc.ents] == [
        (one.label, "".join(page.document.quote(one.span).split())) for one in page.annotations
    ]


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch):
    def missing(module: str) -> object:
        raise ImportError(f"No module named '{module}'")

    monkeypatch.setattr(libraries, "import_module", missing)
    with pytest.raises(UserError, match="spacy") as caught:
        written_folder("spacy", SAMPLE, tmp_path)
    assert "annotator[spacy]" in caught.value.hint


def test_spacy_loses_blocks_and_what_is_said_of_annotations(nlp, tmp_path: Path):
    losses = registry.writer("spacy").loses
    assert [one.split(" ")[0] for one in losses[:2]] == ["Blocks", "Origins,"]
    doc = docs_of(nlp, written_folder("spacy", [labelled()], tmp_path))[0]
    told = f"{doc.user_data} {[one.id_ for one in doc.spans['sc']]}"
    assert "why?" not in told
    assert "/html" not in told
