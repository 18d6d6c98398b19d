"""A thousand random spans in many scripts, selected by script and by mouse, and painted."""

from __future__ import annotations

import json
import random
import unicodedata
from html import escape
from math import ceil, floor

import pytest
from PySide6.QtCore import QPoint

from annotator.core.documents import Document
from annotator.core.spans import Span
from annotator.gui.cursor.boundaries import snapped
from annotator.gui.cursor.selection import over_text
from annotator.gui.positions import UnitMap

_PAGES, _SPANS = 50, 20
_DRAG = 5
_EMOJI = ["👨‍👩‍👧‍👦", "😀", "🇪🇹", "👍🏽", "ok", "🏳️‍🌈x"]
_WORDS = (
    ["Harbour", "ferry", "returns", "after", "eleven", "months", "fi", "ffl"],
    ["ناعورة", "وادي", "السرو", "تدور", "من", "جديد", "بعد", "أربعين", "عامًا", "2026"],
    ["የሰላምበር", "ቤተ", "መጻሕፍት", "ከሦስት", "ዓመት", "በኋላ", "ተከፈተ"],
    ["青禾镇廊桥修缮完工老木匠把名字刻在梁上", "木匠", "廊桥"],
    ["เรือข้ามฟากกลับมาแล้วหลังจากสิบเอ็ดเดือน", "น้ำ", "ที่"],
    _EMOJI,
    ["e\u0301te\u0301", "n\u0303", "a\u0308\u0304b", "q\u0323\u0307", "o\u0302"],
    ["नीलकोट", "की", "बावड़ी", "में", "सत्तर", "साल", "बाद", "लौटा", "पानी", "क्षत्रिय"],
    ["ဆိပ်ကမ်း", "ကူးတို့", "ပြန်လာ"],
)
_WRAPPED = (
    "{}",
    "<b>{}</b>",
    "<a href='/x'>{}</a>",
    "<i>{} </i>",
    "{}<!-- c -->",
    "<span>\n{}</span>",
)


def _page(number: int) -> str:
    chance = random.Random(number)
    paragraphs = []
    # The signs of emoji have no direction of their own: the test would have to guess it.
    is_rtl = chance.random() < 0.4
    for _ in range(5):
        words = chance.choice([words for words in _WORDS if not is_rtl or words is not _EMOJI])
        parts = [
            chance.choice(_WRAPPED).format(escape(chance.choice(words)))
            for _ in range(chance.randint(3, 18))
        ]
        paragraphs.append("<p>" + chance.choice([" ", "  \n "]).join(parts) + "</p>")
    return f"<body {'dir=rtl' if is_rtl else ''}><h1>Page {number}</h1>{''.join(paragraphs)}"


def _ends(looking, document: Document, block: Span) -> list[int]:
    """Where a character begins or ends in a block, for the browser and for the program."""
    units = UnitMap.of(document.quote(block))
    found = looking.js(f"annotator.boundaries({json.dumps(document.quote(block))})")
    ends = [block.start + units.offset(unit) for unit in found]
    return [end for end in (*ends, block.end) if snapped(document.text, end, block) == end]


def _spans(looking, document: Document, number: int) -> list[Span]:
    chance = random.Random(-1 - number)
    found: list[Span] = []
    ends = [_ends(looking, document, block.span) for block in document.blocks]
    while len(found) < _SPANS:
        span = Span(*sorted(chance.choices(chance.choice(ends), k=2)))
        # Where a line is broken a browser gives spaces no room to click on.
        if span and not {document.text[span.start], document.text[span.end - 1]} & {" "}:
            found.append(span)
    return found


def _edge(looking, cluster: Span, text: str, *, leads: bool) -> QPoint:
    """A point in the half of a character where a selection that begins or ends there begins."""
    left, top, width, height = looking.boxes(cluster)[0]
    is_leftwards = unicodedata.bidirectional(text[cluster.start]) in {"R", "AL"}
    share = 0.15 if leads != is_leftwards else 0.85
    x = min(max(round(left + width * share), ceil(left)), floor(left + width - 0.01))
    return QPoint(x, int(top + height / 2))


def _drag(looking, document: Document, span: Span) -> None:
    text = document.text
    ends = _ends(looking, document, document.blocks[document.block_at(span.start)].span)
    first = Span(span.start, ends[ends.index(span.start) + 1])
    last = Span(ends[ends.index(span.end) - 1], span.end)
    start = _edge(looking, first, text, leads=True)
    end = _edge(looking, last, text, leads=False)
    aside = QPoint(end.x() + (24 if end.x() < 450 else -24), end.y() + 5)
    # Of a letter of few pixels the drag is one only because the mouse was elsewhere on its way.
    is_short = (end - start).manhattanLength() < _DRAG
    looking.drag([start, aside, end], lambda: not is_short or looking.cursor.selection.text)


@pytest.mark.parametrize("number", range(_PAGES))
def test_random_spans_are_selected_exactly(looking, number):
    document = looking.at(_page(number)).document
    for span in _spans(looking, document, number):
        # By script: a range of the browser's own leads back to the span.
        units = looking.units(span)
        places = looking.js(f"annotator.ends({units})")
        text = looking.prepared.text
        back = Span(
            text.position(places[0], is_behind=False), text.position(places[1], is_behind=True)
        )
        assert back == span
        # Painted: what is read back from the highlight is what was selected.
        looking.cursor._select(over_text(document, span))
        assert looking.painted("an-selection") == list(zip(units[::2], units[1::2], strict=True))
        looking.cursor.clear_selection()
        _drag(looking, document, span)
        looking.until(lambda span=span: looking.cursor.selection.text == span)
