"""spaCy: folders of `DocBin` files, one for each split, as `spacy train` takes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from annotator.core.errors import BugError
from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.libraries import library
from annotator.formats.losses import BLOCKS, DECISIONS, FACTS, REMARKS
from annotator.formats.set_facts import set_facts
from annotator.formats.tokens import spaced_tokens, token_ranges
from annotator.formats.writer import NewFolder

EXTRA = "spacy"
SPANS_KEY = "sc"
"""The group of `doc.spans` that spaCy's span categorizer learns from unless told otherwise."""

_WHOLE = "train"
_DOCS = 500  # of one file, which spaCy holds in memory
_CHARACTERS = 4 * 1024**2
_ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE")


class SpacyFolder:
    """A document for each annotation set, with its spans in `doc.spans["sc"]` and `doc.ents`."""

    name = "spacy"
    title = "spaCy: a folder of DocBin files, with doc.spans and doc.ents"
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = (
        BLOCKS,
        REMARKS,
        FACTS,
        DECISIONS,
    )
    is_folder: Literal[True] = True
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"
    extra = EXTRA

    def write(self, pages: Iterable[LabelledPage], folder: NewFolder) -> None:
        """Write the documents of each split to files of a few hundred."""
        splits: dict[str, _Shard] = {}
        for page in pages:
            name = page.split or _WHOLE
            shard = splits.setdefault(name, _Shard(folder, name))
            shard.add(page)
        for shard in splits.values():
            shard.close()


class _Shard:
    """The file of a split that is being filled."""

    def __init__(self, folder: NewFolder, name: str) -> None:
        self._tokens = library("spacy.tokens", EXTRA, "The format of spaCy")
        self._vocabulary = library("spacy.vocab", EXTRA, "The format of spaCy")
        self._folder, self._name = folder, name
        self._number = 0
        self._start()

    def add(self, page: LabelledPage) -> None:
        """One more document, and the file with it once that is full."""
        doc = _doc(self._tokens, self._vocab, page)
        if doc.text != page.document.text:
            raise BugError(f"page {page.page} does not survive being cut into tokens")
        self._bin.add(doc)
        self._length += len(page.document.text)
        if len(self._bin) >= _DOCS or self._length >= _CHARACTERS:
            self.close()
            self._start()

    def close(self) -> None:
        """Write what is in the file."""
        if len(self._bin):
            with self._folder.file(f"{self._name}/{self._number:05}.spacy") as file:
                file.write(self._bin.to_bytes())
            self._number += 1

    def _start(self) -> None:
        self._bin = self._tokens.DocBin(attrs=list(_ATTRIBUTES), store_user_data=True)
        # A vocabulary keeps every word that it saw: a new one for each file.
        self._vocab = self._vocabulary.Vocab()
        self._length = 0


def _doc(module: Any, vocab: Any, page: LabelledPage) -> Any:
    text, places = page.document.text, spaced_tokens(page)
    words = [text[start:end] for start, end, _ in places]
    doc = module.Doc(vocab, words=words, spaces=[has_blank for _, _, has_blank in places])
    spans = [
        module.Span(doc, first, last, label=named.name)
        for named, first, last in token_ranges(page, places)
    ]
    doc.spans[SPANS_KEY] = spans
    doc.set_ents(spans)
    doc.user_data.update(set_facts(page))
    doc.user_data.update(annotator=page.annotator, status=page.status.value)
    return doc
