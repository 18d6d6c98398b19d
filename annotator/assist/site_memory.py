"""What the labelled pages of a site say of another page of it: votes by text and by markup."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from annotator.assist.signatures import stable_number
from annotator.assist.visible_page import PageInput, VisiblePage
from annotator.core.annotations import AnnotationSet, by_block
from annotator.core.labels import LabelId
from annotator.core.spans import Span, uncovered

Pieces: TypeAlias = tuple[tuple[int, int, LabelId], ...]
"""How a text is divided among labels: start and end in it, in code points."""

_FEWEST_KNOWN = 0.35
"""Where less of a page's markup was seen before, its template is another one."""
_CLEAR = 0.98


@dataclass(frozen=True, slots=True)
class LabelledInput:
    """A page with one annotator's set on it."""

    page: PageInput
    annotations: AnnotationSet


@dataclass(frozen=True, slots=True)
class Vote:
    """What the memory says of a block: its pieces by label, relative to its start.

    `is_of_text` where this very text was labelled so; else its markup speaks for it.
    """

    pieces: Pieces
    is_of_text: bool = False


@dataclass(frozen=True, slots=True)
class SiteMemory:
    """Votes of the labelled pages of one site; build one with `of`.

    `texts` has the divisions of each exact text, by its number; `markup` the labels of the blocks
    of each signature, an empty one for those with several, and a sign for headlines. No text of
    headlines and stories is remembered: what stands on two pages of a site is neither.
    """

    texts: Mapping[int, Counter[Pieces]] = field(default_factory=dict)
    markup: Mapping[int, Counter[LabelId]] = field(default_factory=dict)
    page_count: int = 0

    @classmethod
    def of(
        cls, pages: Iterable[LabelledInput], headline: LabelId | None, body: LabelId | None
    ) -> SiteMemory:
        """What these pages say; `headline` and `body` are the labels of those roles."""
        texts: dict[int, Counter[Pieces]] = defaultdict(Counter)
        markup: dict[int, Counter[LabelId]] = defaultdict(Counter)
        count = 0
        for one in pages:
            if not one.page.has_markup:
                continue
            count += 1
            _remember(one, headline, body, texts, markup)
        return cls(dict(texts), dict(markup), count)

    def votes(self, page: VisiblePage, signatures: list[int]) -> list[Vote | None]:
        """For each visible block what the site's pages agree on, None where they do not.

        Nothing at all is said where the template has changed.
        """
        if not self.page_count or self.template_share(signatures) < _FEWEST_KNOWN:
            return [None] * len(page)
        return [
            self._vote(text, signature)
            for text, signature in zip(page.texts, signatures, strict=True)
        ]

    def template_share(self, signatures: list[int]) -> float:
        """The share of blocks whose markup was seen on the pages remembered."""
        known = sum(one in self.markup for one in signatures)
        return known / len(signatures) if signatures else 0.0

    def _vote(self, text: str, signature: int) -> Vote | None:
        by_markup = self.markup.get(signature)
        if by_markup is not None and 2 * by_markup[_HEADLINE] > by_markup.total():
            # The text of a headline may stand in the teasers of other pages.
            return None
        by_text = self.texts.get(_number(text))
        if by_text is not None:
            # Pages that contradict each other on the very text leave it to the others.
            return Vote(next(iter(by_text)), is_of_text=True) if len(by_text) == 1 else None
        if by_markup is None:
            return None
        label, most = by_markup.most_common(1)[0]
        whole = Span(0, len(text)).trimmed(text)
        if label in {_NO_LABEL, _HEADLINE} or most < _CLEAR * by_markup.total() or not whole:
            return None
        return Vote(((whole.start, whole.end, label),))


_NO_LABEL = LabelId("")
_HEADLINE = LabelId("=")
"""What no label can be called."""


def _remember(
    one: LabelledInput,
    headline: LabelId | None,
    body: LabelId | None,
    texts: dict[int, Counter[Pieces]],
    markup: dict[int, Counter[LabelId]],
) -> None:
    page = VisiblePage(one.page)
    held = by_block(one.page.document, one.annotations, page.index)
    for (block, held_there), text, signature in zip(held, page.texts, page.signatures, strict=True):
        labels = {annotation.label for annotation in held_there}
        if headline in labels or not held_there:
            # Markup that a headline has says nothing of other blocks.
            markup[signature][_HEADLINE] += bool(labels)
            continue
        pieces = tuple(
            _relative(annotation.span, block.span.start, annotation.label)
            for annotation in held_there
        )
        if body not in labels:
            texts[_number(text)][pieces] += 1
        spans = (annotation.span for annotation in held_there)
        is_whole = len(labels) == 1 and not uncovered(one.page.document.text, block.span, spans)
        markup[signature][pieces[0][2] if is_whole else _NO_LABEL] += 1


def _number(text: str) -> int:
    """For this very text: pieces of one that differs in white space would lie elsewhere in it."""
    return stable_number(text.encode("utf-8", "replace"))


def _relative(span: Span, start: int, label: LabelId) -> tuple[int, int, LabelId]:
    return span.start - start, span.end - start, label
