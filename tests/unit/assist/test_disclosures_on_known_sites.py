"""What was seen on a site does not hide a disclosure of AI, unless that very text was labelled."""

from __future__ import annotations

from annotator.assist.disclosures import DisclosureFinder
from annotator.assist.engine import Engine
from annotator.assist.site_memory import LabelledInput, SiteMemory
from annotator.assist.visible_page import PageInput
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.document_json import document_from_json
from annotator.core.labels import LabelId, parse_label_set
from annotator.core.page_evidence import evidence_from_json
from annotator.core.pages import PageKind, RawPage
from annotator.pages.parsing import parse
from annotator.services.resources import resource

ENGINE = Engine(
    parse_label_set(resource("labels.toml").read_text("utf-8")),
    disclosures=DisclosureFinder.of(resource("ai_terms.toml").read_text("utf-8")),
)


def page(title: str, caption: str) -> PageInput:
    html = (
        f"<title>{title}</title><main class=m><div class=s><h1>{title}</h1>"
        f"<figure class=f><figcaption class=c>{caption}</figcaption></figure>"
        f"<div class=t><p class=p>{title}, said the mayor, who likes it so.</p></div></div></main>"
    )
    parsed = parse(RawPage(html.encode(), "page.html", PageKind.HTML))
    document = document_from_json(parsed.text, parsed.blocks)
    return PageInput(document, evidence_from_json(parsed.evidence), PageKind.HTML)


def memory_of(known: PageInput, caption: str = "boilerplate") -> SiteMemory:
    blocks = known.document.blocks
    labels = map(LabelId, ("headline", caption, "body"))
    annotations = [Annotation(one.span, label) for one, label in zip(blocks, labels, strict=True)]
    return ENGINE.remembered([LabelledInput(known, AnnotationSet.of(annotations))])


def proposed(here: PageInput, memory: SiteMemory) -> list[tuple[str, str, str]]:
    """What is proposed for the caption, the second block."""
    caption = here.document.blocks[1].span
    return [
        (here.document.quote(one.span), str(one.label), str(one.source))
        for one in ENGINE.propose(here, memory)
        if one.span.overlaps(caption)
    ]


def test_captions_without_a_disclosure_do_not_hide_the_first_that_has_one():
    memory = memory_of(page("Market hall is mended", "The hall in the rain."))
    here = page("School choir sings", "The choir on the pier. AI-generated image")
    assert proposed(here, memory) == [
        ("The choir on the pier.", "boilerplate", "seen on this site"),
        ("AI-generated image", "ai_label", "rule"),
    ]


def test_a_text_that_was_labelled_before_is_proposed_as_it_was_labelled():
    caption = "The hall in the rain. AI-generated image"
    memory = memory_of(page("Market hall is mended", caption))
    assert proposed(page("School choir sings", caption), memory) == [
        (caption, "boilerplate", "seen on this site")
    ]


def test_markup_that_holds_nothing_but_disclosures_is_seen_as_one():
    memory = memory_of(page("Market hall is mended", "Made with AI"), caption="ai_label")
    assert proposed(page("School choir sings", "AI-generated image"), memory) == [
        ("AI-generated image", "ai_label", "seen on this site")
    ]
