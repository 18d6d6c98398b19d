"""All that is proposed for the sample pages, and what is learned of them, in one line of JSON.

`test_same_everywhere` runs it on machines that pretend to be others.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

import numpy as np

from annotator.assist.ai_terms_file import read_terms
from annotator.assist.base_model import load_base_model
from annotator.assist.disclosures import DisclosureFinder
from annotator.assist.engine import Engine
from annotator.assist.site_memory import LabelledInput
from annotator.assist.visible_page import PageInput
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.document_json import document_from_json
from annotator.core.labels import LabelId, parse_label_set
from annotator.core.page_evidence import evidence_from_json
from annotator.core.pages import PageKind, RawPage
from annotator.core.proposals import Proposals
from annotator.pages.parsing import parse

RESOURCES = Path(__file__).parents[3] / "resources"
WRONG = (("body", "boilerplate"), ("teaser", "body"), ("boilerplate", "teaser"))


@cache
def samples() -> list[PageInput]:
    """The sample pages, with two blocks of each said to be repeated."""
    found = []
    for path in sorted((RESOURCES / "samples").iterdir()):
        if path.suffix not in {".html", ".txt"}:
            continue
        kind = PageKind.HTML if path.suffix == ".html" else PageKind.TEXT
        parsed = parse(RawPage(path.read_bytes(), path.name, kind))
        document = document_from_json(parsed.text, parsed.blocks)
        repeated = [number % 7 == 3 for number in range(len(document.blocks))]
        found.append(PageInput(document, evidence_from_json(parsed.evidence), kind, repeated))
    return found


def engine() -> Engine:
    """The engine of the program, with its own labels."""
    return Engine(
        parse_label_set((RESOURCES / "labels.toml").read_text(encoding="utf-8")),
        load_base_model((RESOURCES / "base-model.npz").read_bytes()),
        DisclosureFinder(read_terms((RESOURCES / "ai_terms.toml").read_text(encoding="utf-8"))),
    )


def labelled(page: PageInput, proposals: Proposals, number: int) -> LabelledInput:
    """The page as proposed, but for every third block, which an editor saw otherwise."""
    wrong = dict([WRONG[number % 3]])
    return LabelledInput(
        page,
        AnnotationSet.of(
            Annotation(
                one.span, LabelId(wrong.get(one.label, one.label) if place % 3 == 0 else one.label)
            )
            for place, one in enumerate(proposals)
        ),
    )


def _told(proposals: Proposals) -> list[object]:
    return [
        proposals.model,
        list(proposals.signatures),
        [
            [one.span.start, one.span.end, one.label, one.confidence, one.source]
            for one in proposals
        ],
    ]


def everything() -> list[object]:
    """What is proposed at first, what is learned, and what is proposed then."""
    program, pages = engine(), samples()
    first = [program.propose(page) for page in pages]
    lessons = [
        labelled(page, made, number)
        for number, (page, made) in enumerate(zip(pages, first, strict=True))
    ]
    examples = [program.example(one.page, one.annotations) for one in lessons]
    adapter = program.learned([one for one in examples if one is not None])
    assert adapter is not None
    memory = program.remembered(lessons[:4])
    rules = Engine(parse_label_set((RESOURCES / "labels.toml").read_text(encoding="utf-8")))
    return [
        *map(_told, first),
        adapter.version,
        (adapter.weights * 256).tolist(),
        adapter.to_bytes().hex(),
        *(_told(program.propose(page, memory, adapter)) for page in pages),
        *(_told(rules.propose(page)) for page in pages),
    ]


if __name__ == "__main__":
    json.dump({"numpy": np.__version__, "told": everything()}, sys.stdout)
