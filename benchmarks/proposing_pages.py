"""What a page costs until it has proposals, taken apart; `benchmarks.proposing` tells the rest."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from time import process_time
from typing import TypeVar

import lxml.html

from annotator.assist.features import features
from annotator.assist.site_memory import LabelledInput
from annotator.assist.visible_page import PageInput, VisiblePage
from annotator.core.annotations import AnnotationSet
from annotator.core.document_json import columns_to_json, document_from_json
from annotator.core.labels import parse_label_set
from annotator.core.page_evidence import evidence_from_json
from annotator.core.pages import PageKind, ParsedPage, RawPage
from annotator.pages.evidence import Evidence
from annotator.pages.html_reader import HtmlReader, read_html
from annotator.pages.parsing import decoded_page, parse
from annotator.pages.segmenting import SEGMENTER, segment, text_lines
from annotator.pages.skeleton import Skeleton
from annotator.services.evidence import evidence_of
from annotator.services.proposing import load_engine
from annotator.services.resources import resource
from benchmarks.proposing_projects import labels_of

T = TypeVar("T")

LABELS = parse_label_set(resource("labels.toml").read_text(encoding="utf-8"))
_TEACHERS = 40
_NEVER = 1_000_000


class Watch:
    """Notes what things took, by name, in seconds of the processor."""

    def __init__(self) -> None:
        self.found: dict[str, list[float]] = defaultdict(list)

    def take(self, name: str, act: Callable[[], T]) -> T:
        """Do something and note what it took."""
        start = process_time()
        answer = act()
        self.found[name].append(process_time() - start)
        return answer


class NoEvidence(Evidence):
    """What an import needs of the silent elements, title and address, and no more."""

    def _end_script(self) -> None:
        self._script = []


class NoSkeleton(Skeleton):
    """Keeps no element."""

    def add(self, parent: int, name: str, attributes: Mapping[str, str]) -> int:
        del parent, name, attributes
        return -1


def read_bare(raw: RawPage) -> tuple[str, str]:
    """Read a page as `parse` does, and collect nothing."""
    reader = HtmlReader()
    reader.evidence, reader.skeleton = NoEvidence(), NoSkeleton()
    read_html(decoded_page(raw, None).as_utf_8(raw.content), reader)
    text, columns = segment(text_lines(reader))
    return text, columns_to_json(columns, SEGMENTER, reader.cut)


def measure_pages(raws: Sequence[RawPage]) -> Mapping[str, Sequence[float]]:
    """Take pages through all that they go through until they have proposals: seconds by step.

    The memory holds an earlier page of the site or, where there is none, that of any other site;
    the adapter has learned from some of the pages. As in the window, nothing looks through all that
    is in memory for garbage meanwhile.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(*thresholds[:2], _NEVER)
    watch = Watch()
    engine = load_engine(LABELS).engine
    taught = [_labelled(parse(raw)) for raw in raws[:: -(-len(raws) // _TEACHERS)]]
    examples = [one for page in taught if (one := engine.example(page.page, page.annotations))]
    adapter = engine.learned(examples)
    memories = {"": engine.remembered(taught[:1])}
    for raw in raws:
        with suppress(ValueError, lxml.etree.ParserError):  # a page of nothing but comments
            watch.take("bare lxml", partial(lxml.html.document_fromstring, raw.content))
        watch.take("read, nothing collected", partial(read_bare, raw))
        parsed = watch.take("read", partial(parse, raw))
        kept = watch.take("packed and hashed", partial(evidence_of, parsed))
        evidence = watch.take("unpacked", partial(evidence_from_json, kept.json))
        document = document_from_json(parsed.text, parsed.blocks)
        page = PageInput(document, evidence, PageKind.HTML, [False] * len(document.blocks))
        for name in ("features", "features again"):
            watch.take(name, lambda page=page: features(VisiblePage(page)))
        memory = memories.get(parsed.facts.site, memories[""])
        watch.take("proposed", partial(engine.propose, page, memory, adapter))
        memories[parsed.facts.site] = engine.remembered([_labelled(parsed)])
    gc.set_threshold(*thresholds)
    return watch.found


def _labelled(parsed: ParsedPage) -> LabelledInput:
    document = document_from_json(parsed.text, parsed.blocks)
    page = PageInput(document, evidence_from_json(parsed.evidence), PageKind.HTML)
    return LabelledInput(page, AnnotationSet.of(labels_of(parsed)))
