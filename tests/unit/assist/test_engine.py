"""All that proposes, together and apart."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist.ai_terms_file import read_terms
from annotator.assist.disclosures import DisclosureFinder
from annotator.assist.engine import VERSION, Engine
from annotator.assist.site_memory import LabelledInput
from annotator.assist.visible_page import PageInput
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.labels import LabelId
from annotator.core.pages import PageKind
from annotator.core.proposals import Proposals, Source, Switches
from tests.unit.assist.models import CHOSEN, small_model
from tests.unit.assist.test_features import pages
from tests.unit.assist.written import LABEL_SET, RESOURCES, dumped, labelled, told, written

FINDER = DisclosureFinder(read_terms((RESOURCES / "ai_terms.toml").read_text(encoding="utf-8")))
BASE = small_model()
ENGINE = Engine(LABEL_SET, BASE, FINDER)
PROSE = "Hundreds of people came on Tuesday to see the bridge, which had been closed for a year. "
CAPTION = "The bridge at dawn. Image generated with AI"
MARKUP = (
    "<title>The bridge is open</title><nav><p class=menu>Home</p></nav>"
    f"<article><h1>The bridge is open</h1><p class=text>{PROSE}</p><p class=text>{PROSE}</p>"
    "</article>"
    f"<figure><figcaption class=caption>{CAPTION}</figcaption></figure>"
    "<div hidden>Never seen</div><footer class=foot>All rights reserved</footer>"
)
PAGE = written(MARKUP)
SOURCES = ("rules", "model", "site", "adapter")


def only(*names: str) -> Switches:
    return Switches(**{name: name in names for name in SOURCES})


def sources(proposals: Proposals) -> set[Source]:
    return {one.source for one in proposals}


def adapter(engine: Engine = ENGINE):
    """What three pages teach on which every paragraph of text is a teaser."""
    marks = AnnotationSet.of(
        Annotation(PAGE.document.blocks[number].span, LabelId(label))
        for number, label in enumerate(["boilerplate", "headline", "teaser", "teaser"])
    )
    example = engine.example(PAGE, marks)
    assert example is not None
    found = engine.learned([example] * 60)
    assert found is not None
    return found


def test_every_visible_block_is_proposed_for_and_a_disclosure_in_a_caption_for_itself():
    found = ENGINE.propose(PAGE)
    assert told(PAGE, found) == [
        ("Home", "boilerplate"),
        ("The bridge is open", "headline"),
        (PROSE.strip(), "body"),
        (PROSE.strip(), "body"),
        ("The bridge at dawn.", "boilerplate"),
        ("Image generated with AI", "ai_label"),
        ("All rights reserved", "boilerplate"),
    ]
    assert [one.source for one in found][4:6] == [Source.MODEL, Source.RULE]
    assert found.model == f"{VERSION} small-1"
    assert len(found.signatures) == len(PAGE.document.blocks)


def test_without_a_label_for_disclosures_a_caption_is_one_proposal():
    class_of = {label.id: label for label in LABEL_SET.labels}
    few = type(LABEL_SET)(
        "few", 1, tuple(class_of[LabelId(one)] for one in ("body", "boilerplate"))
    )
    assert (CAPTION, "boilerplate") in told(PAGE, Engine(few, BASE, FINDER).propose(PAGE))


def test_rules_alone_propose_where_there_is_no_model_or_it_is_switched_off():
    alone = Engine(LABEL_SET, None, FINDER).propose(PAGE)
    off = ENGINE.propose(PAGE, switches=only("rules", "site", "adapter"))
    assert alone == off
    assert sources(alone) == {Source.RULE}
    assert alone.model == VERSION
    assert Counter(one.label for one in alone)["headline"] == 1


def test_the_model_alone_finds_no_disclosures():
    found = ENGINE.propose(PAGE, switches=only("model"))
    assert (CAPTION, "boilerplate") in told(PAGE, found)
    assert (sources(found), found.model) == ({Source.MODEL}, "small-1")


def test_with_all_switched_off_nothing_is_proposed():
    memory = ENGINE.remembered([LabelledInput(PAGE, labelled(PAGE, {"Home": "boilerplate"}))])
    found = ENGINE.propose(PAGE, memory, adapter(), only())
    assert (len(found), found.model) == (0, "")
    assert len(ENGINE.propose(PAGE, memory, adapter(), only("adapter"))) == 0
    assert len(ENGINE.propose(dumped("One\n\nTwo"), None, None, only("model", "site"))) == 0


def test_the_site_alone_proposes_what_it_saw_and_nothing_else():
    memory = ENGINE.remembered([LabelledInput(PAGE, labelled(PAGE, {"Home": "boilerplate"}))])
    found = ENGINE.propose(PAGE, memory, None, only("site"))
    assert told(PAGE, found) == [("Home", "boilerplate")]
    assert (sources(found), found.model) == ({Source.SITE}, "site-1")
    assert sources(ENGINE.propose(PAGE, memory, None, only("rules", "model"))) == {
        Source.MODEL,
        Source.RULE,
    }


def test_what_was_learned_changes_what_is_proposed_until_it_is_switched_off():
    learned = adapter()
    changed = ENGINE.propose(PAGE, None, learned)
    assert told(PAGE, changed)[2] == (PROSE.strip(), "teaser")
    assert changed.model == f"{VERSION} small-1 {learned.version}"
    assert ENGINE.propose(PAGE, None, learned, only("rules", "model")) == ENGINE.propose(PAGE)


def test_what_was_learned_for_another_base_or_for_other_labels_is_not_asked():
    learned = adapter()
    other_base = Engine(LABEL_SET, small_model(chosen=CHOSEN[:-1]), FINDER)
    assert other_base.propose(PAGE, None, learned) == ENGINE.propose(PAGE)
    more = type(LABEL_SET)("x", 1, LABEL_SET.labels[::-1])
    reversed_engine = Engine(more, BASE, FINDER)
    assert reversed_engine.propose(PAGE, None, learned) == reversed_engine.propose(PAGE)
    without = Engine(LABEL_SET, None, FINDER)
    assert without.propose(PAGE, None, learned) == without.propose(PAGE)
    assert without.learned([]) is None
    assert without.example(PAGE, AnnotationSet()) is None


def test_what_stands_on_other_pages_of_the_site_is_neither_headline_nor_story():
    flags = [False] * len(PAGE.document.blocks)
    repeated = PageInput(PAGE.document, PAGE.evidence, PAGE.kind, [*flags[:2], True, *flags[3:]])
    found = told(repeated, ENGINE.propose(repeated))
    assert found[2] == (PROSE.strip(), "boilerplate")
    assert found[3] == (PROSE.strip(), "body")


def test_the_lines_of_a_dump_are_proposed_for_by_rules():
    page = dumped(f"Home\n\nSport\n\nThe bridge is open\n\n{PROSE}{PROSE}\n\n{PROSE}\n\nImprint")
    found = ENGINE.propose(page)
    assert [block for block, _ in told(page, found)] == [
        page.document.block_text(block.index) for block in page.document.blocks
    ]
    assert (sources(found), found.model, found.signatures) == ({Source.RULE}, VERSION, ())
    assert (PROSE.strip(), "body") in told(page, found)


def test_a_page_whose_evidence_is_that_of_another_is_taken_for_a_dump_and_nothing_breaks():
    other = PageInput(PAGE.document, written("<p>x").evidence, PageKind.HTML)
    assert not other.has_markup
    found = ENGINE.propose(other)
    assert_sound(other, found, everywhere=True)
    assert sources(found) == {Source.RULE}


def test_blocks_without_a_label_teach_nothing_and_a_long_page_is_thinned_out():
    nothing = ENGINE.example(PAGE, AnnotationSet())
    assert nothing is not None
    assert len(nothing.target) == 0
    assert ENGINE.learned([nothing]) is None
    part = ENGINE.example(PAGE, labelled(PAGE, {"Home": "boilerplate", "The bridge at": "body"}))
    assert part is not None
    assert len(part.target) == 1
    long = written("".join(f"<p>Paragraph {n}" for n in range(1_000)))
    marks = AnnotationSet.of(
        Annotation(block.span, LabelId("body")) for block in long.document.blocks
    )
    example = ENGINE.example(long, marks)
    assert example is not None
    assert 0 < len(example.target) <= 96


def assert_sound(page: PageInput, found: Proposals, *, everywhere: bool) -> None:
    text = page.document.text
    seen = {block.index for block in page.document.blocks if block.hidden is None}
    for one in found:
        index = page.document.block_at(one.span.start)
        assert index in seen
        assert page.document.blocks[index].span.covers(one.span)
        assert one.span
        assert one.span == one.span.trimmed(text)
        assert 0 <= one.confidence <= 1
        assert one.confidence == round(one.confidence, 4)
        assert one.label in {label.id for label in LABEL_SET.labels}
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    if everywhere:
        covered = {page.document.block_at(one.span.start) for one in found}
        blank = {index for index in seen if page.document.block_text(index).isspace()}
        assert covered == seen - blank
        assert sum(one.label == "headline" for one in found) <= 1


@pytest.fixture(scope="module")
def taught():
    everything = {block.index: "boilerplate" for block in PAGE.document.blocks if not block.hidden}
    marks = AnnotationSet.of(
        Annotation(PAGE.document.blocks[index].span, LabelId(label))
        for index, label in everything.items()
    )
    return ENGINE.remembered([LabelledInput(PAGE, marks)]), adapter()


@given(page=pages(), switched=st.sets(st.sampled_from(SOURCES)), flagged=st.booleans())
def test_proposals_of_any_page_lie_in_visible_blocks_in_order_trimmed_and_apart(
    taught, page: PageInput, switched: set[str], flagged: bool
):
    if flagged:
        flags = [number % 2 == 0 for number in range(len(page.document.blocks))]
        page = PageInput(page.document, page.evidence, page.kind, flags)
    memory, learned = taught
    marks = AnnotationSet.of(
        Annotation(span, LabelId("teaser" if number % 3 else "headline"))
        for number, block in enumerate(page.document.blocks)
        if (span := block.span.trimmed(page.document.text))
    )
    own = ENGINE.remembered([LabelledInput(page, marks)])
    for one in (None, memory, own):
        found = ENGINE.propose(page, one, learned, only(*switched))
        assert_sound(page, found, everywhere=bool(switched & {"rules", "model"}))
        assert found == ENGINE.propose(page, one, learned, only(*switched))
        assert len(found.signatures) in {0, len(page.document.blocks)}
    example = ENGINE.example(page, marks)
    if example is not None and len(example.target):
        assert ENGINE.learned([example]) is not None


def test_a_page_of_20_000_blocks_gets_its_proposals():
    page = written(MARKUP + "".join(f"<p class=c{n % 9}>Line {n}" for n in range(20_000)))
    assert_sound(page, ENGINE.propose(page), everywhere=True)
