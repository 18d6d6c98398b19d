"""What a bundle says about pages, page by page, as it is in this project: sets and remarks."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, uuid5

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.bundles import (
    BundlePage,
    BundleRemark,
    BundleSet,
    ComingSet,
    SetFate,
    document_digest,
)
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.journal import JournalLine
from annotator.core.labels import LabelId
from annotator.core.line_json import line_digests
from annotator.core.merging import Digests
from annotator.core.pages import PageId
from annotator.core.remarks import Remark, RemarkKind
from annotator.core.replaying import replayed
from annotator.core.spans import Span
from annotator.core.tally import Tally
from annotator.core.transplanting import Ground, transplant
from annotator.formats.bundle.by_page import ByPage
from annotator.formats.bundle.limits import broken
from annotator.formats.bundle.reading import Bundle
from annotator.services.receiving_pages import ArrivingPage, ArrivingPages
from annotator.storage.transaction import Transaction

_MOST_QUOTED = 20
_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class ArrivingSet:
    """A set of a bundle as its journal is on the text that the page has here."""

    row: BundleSet
    person: str
    lines: tuple[JournalLine, ...]
    annotations: AnnotationSet
    undecided_count: int
    digests: Digests
    labels: frozenset[LabelId]
    moved: tuple[Annotation, ...] = ()
    lost: tuple[Annotation, ...] = ()

    def told(
        self, page: ArrivingPage, fate: SetFate, kept_as: str, *, has_place: bool = True
    ) -> ComingSet:
        """What to tell of it."""
        return ComingSet(
            digest=page.row.digest,
            title=page.row.title,
            annotator=self.row.annotator,
            status=self.row.status,
            revision=len(self.row.lines),
            fate=fate,
            page=page.page if has_place else None,
            kept_as=kept_as,
            moved_count=len(self.moved),
            lost_count=len(self.lost),
        )


@dataclass(frozen=True, slots=True)
class PageArrivals:
    """All that is about one page; `remarks` stand on the text here, and name no page yet."""

    page: ArrivingPage
    sets: tuple[ArrivingSet, ...]
    remarks: tuple[Remark, ...]

    def by_person(self) -> dict[str, list[ArrivingSet]]:
        """The sets by whose they are; a person may have several versions."""
        found: dict[str, list[ArrivingSet]] = {}
        for one in self.sets:
            found.setdefault(one.person, []).append(one)
        return found


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is about a page that is neither here nor in the bundle."""

    page: ArrivingPage
    sets: tuple[ComingSet, ...]


def arrivals(
    transaction: Transaction,
    bundle: Bundle,
    pages: ArrivingPages,
    labels: Mapping[LabelId, LabelId],
    begin: Callable[[int], None],
    wanted: Container[str] | None = None,
) -> Iterator[PageArrivals | LeftOut]:
    """What the bundle says of each page that it says something about, in its order.

    `begin` is told the number of each page before it is looked at; `wanted` leaves out other pages,
    once all were looked at. `UserError` where a set or a remark makes no sense on its page's text.
    """
    sets = ByPage(bundle.sets(wanted))
    remarks = ByPage(one for one in bundle.remarks() if wanted is None or one.page in wanted)
    for number, page in enumerate(pages.pages):
        if wanted is not None and page.row.digest not in wanted:
            continue
        begin(number)
        own_sets, own_remarks = sets.of(page.row.digest), remarks.of(page.row.digest)
        if not own_sets and not own_remarks:
            continue
        if not page.is_wanted:
            yield LeftOut(page, tuple(_left_out(page, one) for one in own_sets))
            continue
        document = pages.document(transaction, page)
        ground = _PageGround(page.row, document, document_digest(document), labels)
        arriving = [ground.take(one, bundle.people[one.annotator].person) for one in own_sets]
        yield PageArrivals(page, tuple(arriving), ground.remarks(own_remarks))
    sets.refuse_rest("sets")
    remarks.refuse_rest("remarks")


def remark_on_lost(one: ArrivingSet, page: PageId) -> Remark | None:
    """What is said on the page where annotations of a set have no place; None where all have one.

    The same set gives the same remark, wherever and however often it is received.
    """
    if not one.lost:
        return None
    quotes = [one.row.anchors[lost.span].quote for lost in one.lost[:_MOST_QUOTED]]
    told = "\n".join(
        f"{lost.label}: “{quote[:_LONGEST_QUOTE]}”"
        for lost, quote in zip(one.lost, quotes, strict=False)
    )
    more = len(one.lost) - len(quotes)
    text = (
        "The text of this page is another here than where it was labelled, "
        f"and these annotations have no place:\n{told}"
    )
    if more:
        text += f"\nand {more} more."
    name = str(uuid5(NAMESPACE_URL, f"{one.row.page}\n{one.person}\n{text}"))
    return Remark(
        id=name,
        page=page,
        thread=name,
        kind=RemarkKind.COMMENT,
        author=one.person,
        made_at=one.row.lines[0].made_at,
        text=text,
        about=one.person,
    )


@dataclass(frozen=True, slots=True)
class _PageGround:
    """The text of one page here, and how it stands to that of the bundle."""

    row: BundlePage
    document: Document
    digest: str
    labels: Mapping[LabelId, LabelId]

    @property
    def is_same(self) -> bool:
        return self.digest == self.row.document

    def take(self, one: BundleSet, person: str) -> ArrivingSet:
        """The set on the text here; `UserError` where it is none of its own text."""
        where = f"the set of “{one.annotator}” on page {self.row.digest[:12]}"
        if one.document != self.row.document:
            raise broken(where, "counts in another text than its page has")
        try:
            annotations = replayed(self.document if self.is_same else None, one.lines)
            self._refuse_other_quotes(one)
            return self._taken(one, person, annotations)
        except UserError as error:
            raise broken(f"{where}:", error.sentence.rstrip(".")) from None

    def remarks(self, ones: Sequence[BundleRemark]) -> tuple[Remark, ...]:
        """The remarks where their text stands here; about the page as a whole where that is gone.

        `UserError` where one stands on other text than it says.
        """
        anchors = {
            one.remark.span: one.anchor
            for one in ones
            if one.remark.span is not None and one.anchor is not None
        }
        ground = Ground(self.document, anchors)
        found = []
        for one in ones:
            span = one.remark.span
            if span is None or one.anchor is None:
                found.append(one.remark)
            elif not self.is_same:
                found.append(_stood(one.remark, ground.place(span)))
            elif self.document.quote(span) == one.anchor.quote:
                found.append(one.remark)
            else:
                raise broken(f"the remark {one.remark.id}", "stands on other text than it says")
        return tuple(found)

    def _refuse_other_quotes(self, one: BundleSet) -> None:
        if not self.is_same:
            return
        for span, anchor in one.anchors.items():
            if self.document.quote(span) != anchor.quote:
                raise UserError(f"It says of text that it is “{anchor.quote[:_LONGEST_QUOTE]}”.")

    def _taken(self, one: BundleSet, person: str, annotations: AnnotationSet) -> ArrivingSet:
        lines, labels = one.lines, _labels(one.lines)
        moved: tuple[Annotation, ...] = ()
        lost: tuple[Annotation, ...] = ()
        if not self.is_same or not labels.isdisjoint(self.labels):
            ground = Ground(self.document, None if self.is_same else one.anchors, self.labels)
            there = transplant(ground, lines)
            lines, moved, lost = there.lines, there.moved, there.lost
            annotations = replayed(self.document, lines)
        return ArrivingSet(
            row=one,
            person=person,
            lines=lines,
            annotations=annotations,
            undecided_count=Tally(self.document, annotations).undecided_count,
            digests=line_digests(lines),
            labels=frozenset(labels),
            moved=moved,
            lost=lost,
        )


def _stood(remark: Remark, place: tuple[Span, bool] | None) -> Remark:
    """A remark where its text is here; what it was about goes into its words where that is gone."""
    if place is not None:
        return replace(remark, span=place[0])
    text = f"“{remark.quote[:_LONGEST_QUOTE]}”\n{remark.text}"
    return replace(remark, span=None, quote="", text=text)


def _labels(lines: tuple[JournalLine, ...]) -> set[LabelId]:
    """The labels that the lines bring or take away, and those of what they decide."""
    found: set[LabelId] = set()
    for line in lines:
        found.update(one.label for one in line.edit.before)
        found.update(one.label for one in line.edit.after)
        if line.decision is not None:
            for ruling in line.decision.rulings:
                found.update(one for one in (*ruling.labels, ruling.label) if one is not None)
    return found


def _left_out(page: ArrivingPage, one: BundleSet) -> ComingSet:
    return ComingSet(
        digest=page.row.digest,
        title=page.row.title,
        annotator=one.annotator,
        status=one.status,
        revision=len(one.lines),
        fate=SetFate.LEFT_OUT,
    )
