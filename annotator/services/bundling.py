"""Writing a bundle: pages and annotation sets for a colleague, in one file.

Each page is read in a transaction of its own, so that whoever labels meanwhile never waits long: a
set and the remarks about it fit together, and two pages may be a moment apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator import __version__
from annotator.core.bundles import (
    SUFFIX,
    Anchor,
    BundleAssignment,
    BundleHead,
    BundlePage,
    BundlePerson,
    BundleRemark,
    BundleResource,
    BundleSet,
    document_digest,
    spans_of,
)
from annotator.core.decisions import GOLD
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.line_json import set_id, unsigned
from annotator.core.pages import EncodingSource, PageFacts, PageId, PageRow, RawPage
from annotator.core.progress import Progress, Reporter, silent
from annotator.core.remarks import Remark
from annotator.formats.bundle.writing import BundleWriter
from annotator.services.places import SUFFIX as PROJECT_SUFFIX
from annotator.services.projects import Project
from annotator.services.writing import written_beside
from annotator.storage.set_rows import AuthoredSet
from annotator.storage.transaction import Transaction

_HANDED_IN = frozenset({Status.FINISHED, Status.RETURNED, Status.ACCEPTED})


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What was written, and how large the file is."""

    path: Path
    page_count: int
    content_count: int
    set_count: int
    remark_count: int
    assignment_count: int
    guideline_count: int
    annotators: tuple[str, ...]
    byte_count: int


def write_bundle(
    project: Project,
    target: Path,
    *,
    annotators: Sequence[str] = (),
    given_to: str = "",
    statuses: Sequence[Status] = (),
    with_pages: bool = True,
    report: Reporter = silent,
) -> BundleReport:
    """Write pages, sets, remarks, assignments and guidelines to `target`, replacing that file.

    Without a wish everything goes. `annotators` and `statuses` choose sets, and the pages go that
    have one; `given_to` chooses the pages that were given to somebody, with their sets, and with
    the gold set where they handed theirs in. Without `with_pages` the bytes of the pages stay, for
    a colleague who has them, and no page goes about which there is nothing to say. Units of
    progress are pages. `UserError` where a name is unknown or the file cannot be written.
    """
    if target.suffix == PROJECT_SUFFIX or target.resolve() == project.path.resolve():
        raise UserError(
            f"“{target}” is the name of a project.", f"Name a file that ends in {SUFFIX}."
        )
    with project.store.read() as transaction:
        wish = _wish(transaction, annotators, given_to, statuses, with_pages=with_pages)
        rows = transaction.pages.rows()
        given = transaction.assignments.all()
    assigned: dict[PageId, list[BundleAssignment]] = {}
    for one in given:
        made = BundleAssignment("", one.annotator, one.given_at)
        assigned.setdefault(one.page, []).append(made)
    with written_beside(target) as (file,), BundleWriter(file) as writer:
        packing = _Packing(wish, writer, set())
        for done, row in enumerate(rows):
            report(Progress(done, len(rows)))
            with project.store.read() as transaction:
                packing.pack(transaction, row, assigned.get(row.page, []))
        with project.store.read() as transaction:
            head = packing.head(transaction)
        counts = writer.finish(head)
        content_count = writer.content_count
    return BundleReport(
        path=target,
        page_count=counts.pages,
        content_count=content_count,
        set_count=counts.sets,
        remark_count=counts.remarks,
        assignment_count=counts.assignments,
        guideline_count=len(head.guidelines),
        annotators=tuple(one.name for one in head.people),
        byte_count=target.stat().st_size,
    )


@dataclass(frozen=True, slots=True)
class _Wish:
    """Whose sets go, and in which states; no names and no states mean any."""

    names: frozenset[str]
    given_to: str
    statuses: frozenset[Status]
    families: dict[str, str]
    with_pages: bool

    @property
    def is_choosy(self) -> bool:
        return bool(self.names or self.statuses)

    def has_author(self, name: str) -> bool:
        return not self.names or name in self.names or self.families.get(name) in self.names

    def chosen(self, held: Sequence[AuthoredSet], *, is_calibration: bool) -> list[AuthoredSet]:
        """Those of a page's sets that go."""
        chosen = [one for one in held if self.has_author(one.annotator)]
        # What was decided goes to whom it was decided about, never before they handed the page in:
        # it would tell them what to say. With what a newcomer's labels are compared with it goes
        # from the first, as the program shows that only after they finished.
        has_gold = is_calibration or any(one.status in _HANDED_IN for one in chosen)
        if self.given_to and has_gold:
            chosen += [one for one in held if one.annotator == GOLD]
        return [one for one in chosen if not self.statuses or one.status in self.statuses]


def _wish(
    transaction: Transaction,
    annotators: Sequence[str],
    given_to: str,
    statuses: Sequence[Status],
    *,
    with_pages: bool,
) -> _Wish:
    known = dict(transaction.annotators.all())
    names = set()
    for name in (*annotators, *([given_to] if given_to else [])):
        found = transaction.annotators.find(name)
        if found is None:
            people = ", ".join(sorted(known.values())) or "nobody"
            raise UserError(f"There is no annotator “{name}” in this project.", f"Known: {people}.")
        names.add(known[found])
    giving = transaction.annotators.find(given_to) if given_to else None
    return _Wish(
        frozenset(names),
        "" if giving is None else known[giving],
        frozenset(statuses),
        transaction.received.families(),
        with_pages,
    )


@dataclass(slots=True)
class _Packing:
    """Puts one page after the other into the bundle, and keeps who is named in it."""

    wish: _Wish
    writer: BundleWriter
    names: set[str]

    def pack(
        self, transaction: Transaction, row: PageRow, assigned: Sequence[BundleAssignment]
    ) -> None:
        """Add a page with all about it, if the wish has it."""
        wish = self.wish
        if wish.given_to and wish.given_to not in {one.annotator for one in assigned}:
            return
        held = transaction.sets.of_page(row.page)
        sets = wish.chosen(held, is_calibration=row.is_calibration)
        if wish.is_choosy and not wish.given_to and not sets:
            return
        has_gold = any(one.annotator == GOLD for one in sets)
        remarks = [
            one
            for one in transaction.remarks.of_page(row.page)
            if not one.about or wish.has_author(one.about) or (one.about == GOLD and has_gold)
        ]
        if not wish.with_pages and not (sets or remarks or assigned):
            return
        document = transaction.pages.document(row.page)
        raw = transaction.pages.raw(row.page)
        if wish.with_pages:
            raw = replace(raw, resources=transaction.pages.resources(row.page))
        facts = transaction.pages.facts(row.page)
        licence = transaction.licences.of_page(row.page)
        page = _page(row, facts, raw, document, licence, with_content=wish.with_pages)
        self.writer.add_page(page, raw.content, [one.content for one in raw.resources])
        for one in sorted(sets, key=lambda one: one.annotator):
            self._add_set(transaction, row.page, page, document, one)
        for remark in remarks:
            self._add_remark(page, document, remark)
        for given in sorted(assigned, key=lambda one: one.annotator):
            if wish.has_author(given.annotator):
                self.names.add(given.annotator)
                self.writer.add_assignment(replace(given, page=page.digest))

    def head(self, transaction: Transaction) -> BundleHead:
        """What the bundle says of the project, once all pages are in it."""
        families = transaction.received.families()
        names = self.names | {families[name] for name in self.names if name in families}
        project = transaction.project
        return BundleHead(
            program=__version__,
            project_id=project.id(),
            project_name=project.name(),
            label_set_version=project.label_set_version(),
            label_set_source=project.label_set_source(),
            guidelines=tuple(transaction.guidelines.all()),
            people=tuple(BundlePerson(name, families.get(name, "")) for name in sorted(names)),
        )

    def _add_set(
        self,
        transaction: Transaction,
        page_id: PageId,
        page: BundlePage,
        document: Document,
        one: AuthoredSet,
    ) -> None:
        families = self.wish.families
        person = families.get(one.annotator, one.annotator)
        own = {person, *(name for name, origin in families.items() if origin == person)}
        lines = unsigned(transaction.sets.journal(page_id, one.annotator_id), own)
        if not lines:
            return
        self.names |= {one.annotator, *(line.author for line in lines if line.author)}
        made = BundleSet(
            id=set_id(page.digest, person, lines),
            page=page.digest,
            annotator=one.annotator,
            status=one.status,
            guideline_version=one.guideline_version,
            document=page.document,
            lines=lines,
            anchors={span: Anchor.of(document, span) for span in spans_of(lines)},
        )
        self.writer.add_set(made, one.fork_of or "", page.segmenter)

    def _add_remark(self, page: BundlePage, document: Document, remark: Remark) -> None:
        self.names |= {name for name in (remark.author, remark.about) if name}
        anchor = None if remark.span is None else Anchor.of(document, remark.span)
        self.writer.add_remark(BundleRemark(page.digest, remark, anchor))


def _page(
    row: PageRow,
    facts: PageFacts,
    raw: RawPage,
    document: Document,
    licence: str,
    *,
    with_content: bool,
) -> BundlePage:
    is_chosen = facts.encoding_source is EncodingSource.CHOSEN
    return BundlePage(
        digest=facts.digest,
        kind=facts.kind,
        name=facts.name,
        title=facts.title,
        url=facts.url,
        charset=raw.charset,
        fetched_at=facts.fetched_at,
        given_title=raw.title,
        encoding=facts.encoding if is_chosen else "",
        is_blind=row.is_blind,
        is_calibration=row.is_calibration,
        licence=licence,
        segmenter=document.segmenter,
        document=document_digest(document),
        has_content=with_content,
        resources=tuple(
            BundleResource(one.url, one.media_type, hashlib.sha256(one.content).hexdigest())
            for one in raw.resources
        ),
    )
