"""All that proposes, put together: what a page gets, from whom, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.assist.adapter import Adapter, Example, fit
from annotator.assist.base_model import BaseModel
from annotator.assist.disclosures import DisclosureFinder
from annotator.assist.dump_lines import propose_lines
from annotator.assist.role_labels import RoleLabels
from annotator.assist.site_memory import LabelledInput, SiteMemory, Vote
from annotator.assist.visible_page import PageInput, VisiblePage
from annotator.assist.weighing import Weighed, Weigher
from annotator.core.annotations import AnnotationSet
from annotator.core.labels import LabelSet
from annotator.core.proposals import Proposal, Proposals, Source, Switches
from annotator.core.roles import Role
from annotator.core.spans import Span, uncovered

VERSION = "rules-1"
_SEEN = 0.999
_ALL = Switches()


class Engine:
    """Proposes labels of one label set; pure, so that any thread may ask it.

    `base` and `disclosures` may be missing: then rules alone propose, and nothing finds
    disclosures of AI.
    """

    def __init__(
        self,
        label_set: LabelSet,
        base: BaseModel | None = None,
        disclosures: DisclosureFinder | None = None,
    ) -> None:
        self.base = base
        self._labels = RoleLabels.of(label_set)
        self._weigher = Weigher(self._labels, base)
        self._disclosures = disclosures

    def propose(
        self,
        page: PageInput,
        memory: SiteMemory | None = None,
        adapter: Adapter | None = None,
        switches: Switches = _ALL,
    ) -> Proposals:
        """The proposals for all visible text of the page that anything proposes for."""
        if not page.has_markup:
            return self._for_dump(page, switches)
        visible = VisiblePage(page)
        spans = [page.document.blocks[index].span for index in visible.index]
        told = self._disclosed(page, spans, switches)
        votes: Sequence[Vote | None] = [None] * len(visible)
        if memory is not None and switches.site:
            votes = memory.votes(visible, visible.signatures)
        weighed = self._weigher.weighed(page, visible, adapter, switches)
        found: list[Proposal] = []
        title = self._labels.of_role.get(Role.HEADLINE)
        ai = self._labels.of_role.get(Role.AI_DISCLOSURE)
        for span, vote, ones, likely in zip(spans, votes, told, weighed, strict=True):
            # What other pages say of such a place never outvotes this page's own headline.
            is_title = likely is not None and likely[0] == title
            seen = [] if is_title else self._seen(span, vote)
            if seen and ones and vote is not None and not vote.is_of_text and seen[0].label != ai:
                # Nor a disclosure in a caption: those before had none.
                seen = self._in_block(page, span, ones, (seen[0].label, _SEEN, Source.SITE))
            found += seen or self._in_block(page, span, ones, likely)
        return Proposals(
            tuple(found),
            self._version(memory, adapter, switches),
            tuple(visible.all_signatures),
        )

    def remembered(self, pages: Sequence[LabelledInput]) -> SiteMemory:
        """What the labelled pages of one site say of the others."""
        of_role = self._labels.of_role
        return SiteMemory.of(pages, of_role.get(Role.HEADLINE), of_role.get(Role.BODY))

    def example(self, page: PageInput, annotations: AnnotationSet) -> Example | None:
        """What the adapter learns from a labelled page; None where it cannot learn from it."""
        return self._weigher.example(page, annotations)

    def learned(self, examples: Sequence[Example]) -> Adapter | None:
        """What these pages, oldest first, teach; None where they teach nothing."""
        if self.base is None:
            return None
        headline = self._labels.of_role.get(Role.HEADLINE)
        return fit(examples, self._labels.labels, self.base.version, headline)

    def _seen(self, span: Span, vote: Vote | None) -> list[Proposal]:
        """What the pages of the site agree on, for a block; nothing where a label is gone."""
        if vote is None or any(label not in self._labels.labels for _, _, label in vote.pieces):
            return []
        return [
            Proposal(Span(span.start + start, span.start + end), label, _SEEN, Source.SITE)
            for start, end, label in vote.pieces
        ]

    def _in_block(
        self,
        page: PageInput,
        span: Span,
        told: Sequence[tuple[Span, float]],
        likely: Weighed | None,
    ) -> list[Proposal]:
        """Disclosures of AI in a block, and what is weighed for the rest of it."""
        found: list[Proposal] = []
        label = self._labels.of_role.get(Role.AI_DISCLOSURE)
        if label is not None:
            found = [Proposal(one, label, round(share, 4), Source.RULE) for one, share in told]
        if likely is not None:
            gaps = uncovered(page.document.text, span, [one.span for one in found])
            found += [Proposal(gap, *likely) for gap in gaps]
        return sorted(found, key=lambda one: one.span)

    def _disclosed(
        self, page: PageInput, spans: Sequence[Span], switches: Switches
    ) -> list[list[tuple[Span, float]]]:
        """For each of these spans the disclosures of AI in it, and how sure they are."""
        if self._disclosures is None or not switches.rules:
            return [[] for _ in spans]
        return [
            [
                (Span(span.start + one.span.start, span.start + one.span.end), one.confidence)
                for one in self._disclosures.find(page.document.quote(span))
            ]
            for span in spans
        ]

    def _for_dump(self, page: PageInput, switches: Switches) -> Proposals:
        """The proposals for the lines of a text dump, which only rules can make."""
        if not switches.rules:
            return Proposals()
        document = page.document
        blocks = [block for block in document.blocks if block.hidden is None]
        told = self._disclosed(page, [block.span for block in blocks], switches)
        lines = propose_lines(
            document,
            page.evidence.titles,
            {
                block.index: tuple(span for span, _ in ones)
                for block, ones in zip(blocks, told, strict=True)
            },
        )
        found: list[Proposal] = []
        for block, ones, line in zip(blocks, told, lines, strict=True):
            label = self._labels.label(line.role)
            share = round(line.confidence, 4)
            likely = None if label is None else (label, share, Source.RULE)
            is_whole = line.role is Role.AI_DISCLOSURE
            found += self._in_block(page, block.span, () if is_whole else ones, likely)
        return Proposals(tuple(found), VERSION)

    def _version(
        self, memory: SiteMemory | None, adapter: Adapter | None, switches: Switches
    ) -> str:
        """Names all that took part, in one order."""
        parts = [VERSION] if switches.rules else []
        if self.base is not None and switches.model:
            parts.append(self.base.version)
            if adapter is not None and switches.adapter and self._weigher.fits(adapter):
                parts.append(adapter.version)
        if memory is not None and switches.site and memory.page_count:
            parts.append(f"site-{memory.page_count}")
        return " ".join(parts)
