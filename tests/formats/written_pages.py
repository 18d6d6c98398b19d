"""Pages of HTML labelled by quoting them, or in any way that hypothesis thinks of."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from annotator.core.annotations import Annotation, AnnotationSet, violations
from annotator.core.documents import Document
from annotator.core.journal import Status
from annotator.core.labelled import LabelledPage
from annotator.core.labels import LabelId
from annotator.core.pages import PageId, PageKind, RawPage
from annotator.core.policies import Kind, Policy
from annotator.core.spans import Span
from annotator.formats.reading import ComingSet, MarkedElements
from annotator.pages.foreign_marks import MarkedSpans, marked_spans
from annotator.pages.markup import page_markup
from annotator.pages.parsing import parse
from tests.pictures import LABEL_SET
from tests.unit.pages.pages import document_of

STORY = Policy("story", {LabelId("headline"): Kind.MAIN, LabelId("body"): Kind.MAIN}, Kind.OTHER)

NEWS = """<!doctype html><html lang="de"><head><title>News &amp; more</title>
<meta charset="utf-8"><script>track("1")</script></head><body>
<nav>Home <a href="/x?a=1&amp;b=2">All the news of today</a></nav>
<article cc-select="true" _item_id="7" __boilernet_label="1"><h1>The  big 👩‍👩‍👧 story</h1>
<p>First <b>words</b> &amp; more of it. AI-generated</p><!-- note -->
<div>Loose text of the story<ul><li>An entry</li>
<li>Another story &lt;new&gt;</li></ul>its tail</div>
<select><option>Choose me</option></select><textarea>write here</textarea>
<p>שלום\u00a0עולם of the story</p></article>
<p hidden>secret</p><footer onclick='a"b'>About us and our work</footer></body></html>"""
NEWS_LABELS = (
    ("boilerplate", "Home All the news of today"),
    ("headline", "The big 👩‍👩‍👧 story"),
    ("body", "First words & more of it."),
    ("ai_label", "AI-generated"),
    ("body", "Loose text of the story"),
    ("body", "An entry"),
    ("teaser", "Another story <new>"),
    ("body", "its tail"),
    ("boilerplate", "Choose me"),
    ("body", "שלום\u00a0עולם of the story"),
    ("boilerplate", "About us and our work"),
)


def labelled_page(
    markup: str | bytes,
    labels: Iterable[tuple[str, str]] | st.DataObject,
    number: int = 1,
    **changed: Any,
) -> LabelledPage:
    """The page with each quote under its label; a quote is sought behind the one before it."""
    kind = changed.pop("kind", PageKind.HTML)
    content = markup if isinstance(markup, bytes) else markup.encode()
    raw = RawPage(content, "story.html", kind, url=changed.pop("url", "https://news.example/1"))
    parsed = parse(raw)
    document = document_of(parsed)
    if isinstance(labels, st.DataObject):
        annotations = _drawn(labels, document)
    else:
        annotations = _quoted(document, labels)
    assert violations(document, annotations) == []
    fields: dict[str, Any] = {
        "page": PageId(number),
        "facts": parsed.facts,
        "document": document,
        "label_set": LABEL_SET,
        "annotator": "Ada",
        "status": Status.FINISHED,
        "annotations": annotations,
        "policy": STORY,
        "content": raw.content,
        "markup": page_markup(raw, parsed.facts.encoding),
    }
    return LabelledPage(**{**fields, **changed})


def sample() -> list[LabelledPage]:
    """A page with two sets, a text dump, a page without text, and one in another encoding."""
    other = labelled_page(NEWS, [("headline", "An entry")], annotator="ቤን", split="train")
    dump = "Home\n\nA story\nof two lines 🙂\n\nThe end of <it>\n".encode()
    return [
        labelled_page(NEWS, NEWS_LABELS, language="de", split="train"),
        other,
        labelled_page(
            dump,
            [("boilerplate", "Home"), ("headline", "A story"), ("body", "of two lines 🙂")],
            2,
            kind=PageKind.TEXT,
            url=None,
        ),
        labelled_page("<p> </p><img src=a.png>", [], 3, url="https://news.example/3"),
        labelled_page(
            '<meta charset="windows-1252"><h2>Überall</h2><p>“Ja”</p>'.encode("cp1252"),
            [("headline", "Überall"), ("body", "“Ja”")],
            4,
            split="test",
        ),
    ]


_HARD = "\u00a0\u2028\u0085\u200b\U0001f469\u200d\U0001f3fd\U0001f642e\u0301שלক্ষ新聞 \t\n<&>\"'=;|-"
_TEXTS = st.one_of(
    st.text(st.sampled_from(_HARD), max_size=6),
    st.sampled_from(
        ["Read  more", " and ", "שלום עולם", "👩‍👩‍👧", "&amp;", "<p>", "ประเทศไทย", "a]b"]
    ),
)
_INLINE = st.sampled_from(["{}", "{}", "<b>{}</b>", "<a href='/x'>{}</a>", "<i><s>{}</s></i>"])
_BLOCKS = st.sampled_from(
    [
        "<p>{}</p>",
        "<h2>{}</h2>",
        "<div>{}</div>",
        "<ul><li>{}</li></ul>",
        "<pre>{}</pre>",
        "<div>before{}<p>inside</p> after</div>",
        "<table><tr><td>{}</td></tr></table>",
        "<section><h3>x</h3>{}<br>y</section>",
        "<p hidden>{}</p>",
        "<p>{}<!-- c --> z</p>",
    ]
)


FEWER = settings(max_examples=max(20, settings.default.max_examples // 3))
"""For what takes long: pages are parsed, written and read anew for each example."""


@st.composite
def news_pages(draw: st.DrawFn) -> str:
    """HTML that parsers agree on, with any text in it; there may be none at all."""
    blocks = []
    for block in draw(st.lists(_BLOCKS, max_size=4)):
        texts = draw(st.lists(st.tuples(_INLINE, _TEXTS), max_size=3))
        blocks.append(block.format("".join(one.format(escape(text)) for one, text in texts)))
    return (
        f"<!doctype html><html><head><title>t</title></head><body>{''.join(blocks)}</body></html>"
    )


def _quoted(document: Document, labels: Iterable[tuple[str, str]]) -> AnnotationSet:
    found, at = [], 0
    for label, quote in labels:
        start = document.text.index(quote, at)
        at = start + len(quote)
        found.append(Annotation(Span(start, at), LabelId(label)))
    return AnnotationSet.of(found)


def _drawn(data: st.DataObject, document: Document) -> AnnotationSet:
    """Between any two cuts of each block a label or none, no two neighbours alike."""
    found: list[Annotation] = []
    for block in document.blocks:
        start, end = block.span.start, block.span.end
        cuts = sorted({start, end, *data.draw(st.lists(st.integers(start, end), max_size=3))})
        last = None
        for first, stop in pairwise(cuts):
            label = data.draw(st.sampled_from(["headline", "body", "teaser", None]))
            span = Span(first, stop).trimmed(document.text)
            if label is None or not span:
                continue
            if label != last:
                found.append(Annotation(span, LabelId(label)))
            last = label
    return AnnotationSet.of(found)


def solid(text: str) -> str:
    """The text without white space of any kind, which no format keeps for sure."""
    return "".join(text.split())


def main_text(page: LabelledPage) -> str:
    """All main content, without white space."""
    main = (one for one in page.annotations if page.policy.is_main(one.label))
    return solid("".join(page.document.quote(one.span) for one in main))


def marks_of(coming: ComingSet) -> MarkedSpans:
    """Which text of the page the marks of a set are on."""
    assert isinstance(coming.marks, MarkedElements)
    raw = RawPage(coming.marks.markup, "marked.html", PageKind.HTML)
    return marked_spans(raw, coming.marks.attribute)


def files_below(folder: Path, files: dict[str, bytes]) -> Path:
    """The files written into a folder of the disk."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
