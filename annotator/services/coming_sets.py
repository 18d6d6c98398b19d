"""Sets from elsewhere on their way into the project: prepared one by one, stored in batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from annotator.core.annotations import AnnotationSet, Origin
from annotator.core.blind_draw import is_drawn_blind
from annotator.core.decisions import GOLD
from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.edits import Edit, apply
from annotator.core.errors import BugError, UserError
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labelling import fill_undecided
from annotator.core.pages import PageId, ParsedPage, RawPage
from annotator.core.tally import Tally
from annotator.formats.reading import ComingSet, MarkedElements
from annotator.services.evidence import evidence_of
from annotator.services.foreign_labels import ForeignLabels
from annotator.services.known_pages import KnownPages, content_digest
from annotator.services.placing_marks import PlacedMarks, Pool, Target, as_text, labels_of, place
from annotator.services.projects import Project
from annotator.services.taken_sets import Prepared, SetFate, TakenSet, Wish
from annotator.storage.evidence import KeptEvidence
from annotator.storage.pages import NewPage
from annotator.storage.sets import StoredSet
from annotator.storage.transaction import Transaction

_Value = TypeVar("_Value")
_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})


class ComingSets:
    """Finds the page of each set, puts its marks there, and stores what came of it."""

    def __init__(
        self,
        project: Project,
        pool: Pool,
        labels: ForeignLabels,
        source: str,
        wish: Wish,
        *,
        is_preview: bool,
    ) -> None:
        if wish.annotator.strip() == GOLD:
            raise UserError(
                f"“{GOLD}” is nobody's name: it stands for what the reviewers decided.",
                "Take it in under another name, and accept it in a review.",
            )
        if wish.fills and project.label_set.filler is None:
            raise UserError("This project's label set names no label to fill the rest with.")
        self._project = project
        self._pool = pool
        self._labels = labels
        self._name = f"Take in {source}"
        self._wish = wish
        self._is_preview = is_preview
        self._pages = KnownPages(project)
        # What a preview would have stored, by page and annotator.
        self._seen: dict[tuple[str, str], StoredSet] = {}
        self._seen_pages: set[str] = set()

    def is_wanted(self, coming: ComingSet) -> bool:
        """Whether it is of the annotator whose sets alone are to come."""
        return not self._wish.only or coming.annotator == self._wish.only

    def prepare(self, coming: ComingSet) -> Prepared:
        """Find its page and the places of its marks; what goes wrong becomes its reason."""
        prepared = Prepared(coming.where, status=coming.status)
        try:
            self._prepare(coming, prepared)
        except UserError as error:
            prepared.reason = str(error)
        return prepared

    def settle(self, batch: Sequence[Prepared]) -> list[TakenSet]:
        """Store all of them in one transaction; answers what became of each."""
        if self._is_preview:
            with self._project.store.read() as transaction:
                return [self._foreseen(transaction, one) for one in batch]
        fresh = {
            content_digest(one.fresh[0].content): evidence_of(one.fresh[1])
            for one in batch
            if one.fresh is not None
        }
        with self._project.store.begin() as transaction:
            settled = [self._stored(transaction, one, fresh) for one in batch]
        for taken, one in zip(settled, batch, strict=True):
            if taken.is_new_page and one.fresh is not None and taken.page is not None:
                self._pages.add(taken.page, one.fresh[1].facts.digest)
        return settled

    def _prepare(self, coming: ComingSet, prepared: Prepared) -> None:
        prepared.annotator = self._wish.annotator or coming.annotator
        if not prepared.annotator:
            raise UserError("It names no annotator.", "Say whose it is to be: --as NAME.")
        if prepared.annotator.strip() == GOLD:
            raise UserError(f"It is of “{GOLD}”, which is nobody's name.", "Say --as NAME.")
        self._labels.require(labels_of(coming.marks))
        if isinstance(coming.marks, MarkedElements):
            # As text it also tells which page it is, whatever was done to the markup.
            coming = replace(coming, marks=as_text(self._pool, coming.marks))
        target = self._target(coming, prepared)
        prepared.document = target.document
        prepared.placed = place(self._pool, target, coming.marks, self._labels)

    def _target(self, coming: ComingSet, prepared: Prepared) -> Target:
        page = self._pages.find(coming.page, coming.marks)
        if page is not None:
            with self._project.store.read() as transaction:
                author = transaction.annotators.find(prepared.annotator)
                if author is not None and transaction.annotators.is_fork(author):
                    raise UserError(f"“{prepared.annotator}” is another version of a set.")
                pages = transaction.pages
                prepared.page = page
                return Target(pages.raw(page), pages.facts(page).encoding, pages.document(page))
        content = coming.page.content
        if content is None:
            raise UserError("The project has no page of this.", "Import the page first.")
        url = coming.page.url or None
        raw = RawPage(content, coming.page.name or coming.where, coming.page.kind, url)
        parsed = self._pool().submit(raw).result()
        prepared.fresh = (raw, parsed)
        return Target(raw, parsed.facts.encoding, document_from_json(parsed.text, parsed.blocks))

    def _foreseen(self, transaction: Transaction, one: Prepared) -> TakenSet:
        if one.reason or one.document is None or one.placed is None:
            return _refused(one, one.reason)
        key = str(one.page) if one.fresh is None else one.fresh[1].facts.digest
        is_new = one.fresh is not None and key not in self._seen_pages
        stored = self._seen.get((key, one.annotator)) or self._found(transaction, one)
        taken, after = self._judged(stored, one, is_new_page=is_new)
        if taken.fate in {SetFate.NEW, SetFate.REPLACED}:
            self._seen[key, one.annotator] = replace(after, revision=after.revision + 1)
            self._seen_pages.add(key)
        return taken

    def _stored(
        self, transaction: Transaction, one: Prepared, evidence: dict[str, KeptEvidence]
    ) -> TakenSet:
        if one.reason or one.document is None or one.placed is None:
            return _refused(one, one.reason)
        if one.fresh is not None:
            one.page = transaction.pages.find(one.fresh[1].facts.digest)
        stored = self._found(transaction, one)
        taken, after = self._judged(stored, one, is_new_page=one.page is None)
        if taken.fate not in {SetFate.NEW, SetFate.REPLACED}:
            return taken
        if one.page is None and one.fresh is not None:
            one.page = self._add_page(transaction, *one.fresh, evidence)
        author = transaction.annotators.find_or_add(one.annotator)
        page = _required(one.page)
        count = Tally(one.document, after.annotations).undecided_count
        transaction.sets.append(page, author, stored.revision, after.lines, count)
        return replace(taken, page=page)

    def _found(self, transaction: Transaction, one: Prepared) -> StoredSet:
        # Also where there is no set yet: a name that is none is refused before anything is written.
        try:
            author = transaction.annotators.find(one.annotator)
        except UserError as error:
            one.reason = str(error)
            return StoredSet()
        if author is None or one.page is None:
            return StoredSet()
        return transaction.sets.load(one.page, author)

    def _judged(
        self, stored: StoredSet, one: Prepared, *, is_new_page: bool
    ) -> tuple[TakenSet, StoredSet]:
        """What becomes of the set where this one is stored, and what is stored then.

        Of the latter only the lines that come are told.
        """
        document, placed = _required(one.document), _required(one.placed)
        after, status = self._after(document, placed, one.status)
        reason = one.reason or self._objection(stored, after, status)
        if reason:
            return _refused(one, reason), stored
        taken = TakenSet(
            one.where,
            SetFate.REPLACED if _holds_work(stored) else SetFate.NEW,
            one.page,
            is_new_page,
            one.annotator,
            status,
            len(after),
            fates=tuple(placed.fates.items()),
            unsure=placed.unsure,
        )
        if stored.revision and _content(stored.annotations) == _content(after):
            return replace(taken, fate=SetFate.SAME, status=stored.status), stored
        before = frozenset(stored.annotations)
        edit = Edit(self._name, before - frozenset(after), frozenset(after) - before)
        kind = LineKind.EDIT if edit else LineKind.STATUS
        line = JournalLine(kind, edit, status, datetime.now(UTC))
        return taken, StoredSet(after, (line,), status, stored.revision)

    def _after(
        self, document: Document, placed: PlacedMarks, status: Status
    ) -> tuple[AnnotationSet, Status]:
        """The set with what is to be filled, and where it stands then."""
        annotations = placed.annotations
        filler = self._project.label_set.filler
        is_done = status in _DONE
        if self._wish.fills and filler is not None and placed.is_whole:
            fill = fill_undecided(document, annotations, filler, Origin.IMPORTED)
            annotations, is_done = apply(annotations, fill), True
        is_done = is_done and not Tally(document, annotations).undecided_count
        return annotations, Status.FINISHED if is_done else Status.IN_PROGRESS

    def _objection(self, stored: StoredSet, after: AnnotationSet, status: Status) -> str:
        if not after and status is not Status.FINISHED:
            return "Nothing is marked in it."
        if not stored.revision or _content(stored.annotations) == _content(after):
            return ""
        if stored.status is Status.ACCEPTED:
            return "The set that is there is accepted, and its labels are settled."
        if _holds_work(stored) and not self._wish.replaces:
            return (
                "The annotator has another set there. Replace it with --replace, or use --as; of a "
                "file with the sets of several annotators, take one in with --only."
            )
        return ""

    def _add_page(
        self,
        transaction: Transaction,
        raw: RawPage,
        parsed: ParsedPage,
        evidence: dict[str, KeptEvidence],
    ) -> PageId:
        digest = parsed.facts.digest
        share = transaction.project.blind_share()
        new = NewPage(
            raw.content,
            parsed,
            evidence=evidence[digest],
            is_blind=is_drawn_blind(transaction.project.id(), digest, share),
        )
        return transaction.pages.add_all([new], datetime.now(UTC))[0]


def _holds_work(stored: StoredSet) -> bool:
    """Whether there is anything to lose: not where all labels were taken back."""
    return bool(stored.annotations) or stored.status in _DONE


def _refused(one: Prepared, reason: str) -> TakenSet:
    unsure = one.placed.unsure if one.placed else ()
    return TakenSet(
        one.where, SetFate.REFUSED, one.page, annotator=one.annotator, reason=reason, unsure=unsure
    )


def _content(annotations: AnnotationSet) -> list[tuple[object, ...]]:
    """What two sets have to share to be the same; how a label came to be is not of it."""
    return [(one.span, one.label, one.note, one.uncertain) for one in annotations]


def _required(value: _Value | None) -> _Value:
    if value is None:
        raise BugError("a set without a page was to be stored")
    return value
