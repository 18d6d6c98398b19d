"""Words in classes, ids and marks that mean the same on many sites, after Readability's idea."""

from __future__ import annotations

import re
from functools import lru_cache

from annotator.assist.bit_columns import bit_columns
from annotator.assist.visible_page import Floats, VisiblePage

_WORDS = {
    "comment": "comment|disqus|reply|discuss|kommentar|coment",
    "share": "share|social|facebook|twitter|whatsapp|follow|teilen|sns",
    "related": "relat|recommend|more-|morefrom|teaser|promo|card|popular|trend|mostread|most-"
    "|readnext|read-?more|read-?also|also|latest|feed|river|list-?item|carousel|slider|similar"
    "|recirc|outbrain|taboola",
    "author": "author|byline|writer|contributor|autor|creator|journalist",
    "time": r"date|time\b|publish|timestamp|updated",
    "breadcrumb": "breadcrumb",
    "tag": r"tags?\b|topic|categor|keyword|kicker|section-?name|rubri|eyebrow|overline|channel",
    "caption": "caption|credit|figcap|photo|image|picture|gallery|copyright|media|legend"
    "|bildunter|video",
    "advert": r"\bads?\b|\bad-|-ad\b|advert|sponsor|newsletter|subscri|paywall|signup|sign-up"
    "|donat|banner|commercial|anzeige|werbung|piano|offer",
    "menu": r"nav\b|navi|menu|masthead|topbar|toolbar|\bbar\b|header|dropdown|submenu|search"
    "|login|account",
    "foot": "foot|legal|cookie|consent|gdpr|modal|popup|overlay|dialog|notice|imprint",
    "title": "title|headline|heading|titre|titulo|titel",
    "story": "article|story|content|body|text|entry|post|main|artikel|paragraph|prose|rich",
    "lead": "lead|stand-?first|subtitle|sub-?head|dek|summary|intro|chapeau|abstract|descri"
    "|excerpt|vorspann|lede|sapo|entradilla",
    "side": "sidebar|aside|widget|rail|column|complement|secondary",
    "declared body": "itemprop=articlebody|article-?body|articletext|story-?body|entry-content"
    "|post-content|article-?content|body-text|storytext|article__body|article__content",
    "declared headline": "itemprop=headline|rel=bookmark",
}
HINTS = tuple(_WORDS)
HINT_MARKS = (*(f"near {hint}" for hint in HINTS), *(f"around {hint}" for hint in HINTS))

_PATTERNS = [re.compile(pattern) for pattern in _WORDS.values()]
_MOST = 0.6
"""Elements with a greater share of the page's blocks say nothing of one of them."""


def hint_marks(page: VisiblePage, block_share: list[float]) -> Floats:
    """One row a block, one column for each of `HINT_MARKS`; `block_share` is by element."""
    elements = page.evidence.elements
    near: list[int] = []
    around: list[int] = []
    own: list[int] = []
    for class_name, element_id, marks, outer in zip(
        elements.class_name, elements.element_id, elements.marks, elements.parent, strict=True
    ):
        bits = 0
        for word in f"{class_name} {element_id} {marks}".lower().split():
            bits |= _bits(word)
        own.append(bits)
        # Outer elements stand before inner ones, and hold no fewer blocks.
        says = outer >= 0 and block_share[outer] <= _MOST
        near.append(bits | own[outer] if says else bits)
        around.append(bits | around[outer] if says else bits)
    width = len(HINTS)
    both = [near[element] | around[element] << width for element in page.element]
    return bit_columns(both, 2 * width)


@lru_cache(maxsize=1 << 14)
def _bits(word: str) -> int:
    """The hints in one class, id or mark: none of them reaches across a space."""
    return sum(1 << number for number, pattern in enumerate(_PATTERNS) if pattern.search(word))
