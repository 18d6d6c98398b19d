"""The pages that cleaners are measured on, with what a perfect one would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.core.agreement_report import LeftOut
from annotator.core.annotations import AnnotationSet
from annotator.core.decisions import GOLD
from annotator.core.document_json import blocks_to_json
from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.labels import LabelId
from annotator.core.pages import PageId, PageKind
from annotator.core.splits import main_language
from annotator.pages.decoding import decode
from annotator.services.cleaning_jobs import PageToClean
from annotator.services.evidence import find_evidence
from annotator.services.projects import Project
from annotator.services.scoring import reference_text
from annotator.storage.transaction import Transaction

_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})
_NOTHING = PageToClean("", "", "", "", AnnotationSet())


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """One page with its reference; `language` as “de”, empty where the page does not tell."""

    page: PageId
    title: str
    site: str
    language: str
    to_clean: PageToClean

    def without_text(self) -> ReferencePage:
        """The same without what takes room."""
        return replace(self, to_clean=_NOTHING)


class ReferencePages:
    """The pages with a finished set of the reference, by number; each is read when it is its turn.

    `reference` names an annotator, or “gold”; where it is empty the set that speaks for each page
    counts. With `is_blind_only` only pages count that were labelled without proposals. `left_out`
    says which pages are none of them. Raises `UserError` where nobody of that name has labelled.
    """

    def __init__(
        self,
        project: Project,
        reference: str,
        wanted: frozenset[LabelId],
        *,
        is_blind_only: bool = False,
    ) -> None:
        self._project = project
        self._wanted = wanted
        self._left_out: Counter[str] = Counter()
        with project.store.read() as transaction:
            if reference:
                _refuse_stranger(transaction, reference)
            self._pages = self._chosen(transaction, reference, is_blind_only=is_blind_only)

    def __len__(self) -> int:
        return len(self._pages)

    def __iter__(self) -> Iterator[ReferencePage]:
        for page, annotator in self._pages:
            yield self._read(page, annotator)

    @property
    def numbers(self) -> list[PageId]:
        """The pages by number."""
        return [page for page, _ in self._pages]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """How many pages are left out, and why."""
        return tuple(LeftOut(count, reason) for reason, count in self._left_out.items())

    def _chosen(
        self, transaction: Transaction, reference: str, *, is_blind_only: bool
    ) -> list[tuple[PageId, str]]:
        author = transaction.annotators.find(reference) if reference else None
        chosen = []
        for row in transaction.pages.rows(author):
            name = reference or row.annotator
            if name is None or row.status not in _DONE:
                self._left_out["pages without a finished set of the reference"] += 1
            elif is_blind_only and not row.is_blind:
                self._left_out["pages that are not blind"] += 1
            elif transaction.pages.facts(row.page).kind is not PageKind.HTML:
                self._left_out["pages that are text and no HTML"] += 1
            else:
                chosen.append((row.page, name))
        return chosen

    def _read(self, page: PageId, annotator: str) -> ReferencePage:
        with self._project.store.read() as transaction:
            facts = transaction.pages.facts(page)
            document = transaction.pages.document(page)
            content = transaction.pages.content(page)
            author = transaction.annotators.find(annotator)
            held = AnnotationSet()
            if author is not None:
                held = transaction.sets.annotations(page, author)
            found = find_evidence(transaction, page, document)
        language = found.evidence.language if found else ""
        return ReferencePage(
            page,
            facts.title,
            facts.site,
            main_language(language),
            PageToClean(
                # As it was decoded for whoever labelled it.
                html=decode(content, facts.kind, chosen=facts.encoding).text,
                reference=reference_text(document, held, self._wanted),
                text=document.text,
                blocks=blocks_to_json(document),
                annotations=held,
            ),
        )


def _refuse_stranger(transaction: Transaction, name: str) -> None:
    if transaction.annotators.find(name) is not None:
        return
    if name == GOLD:
        raise UserError(
            "No page has gold yet.", "Decide some with “annotator review”, or name an annotator."
        )
    known = ", ".join(one for _, one in transaction.annotators.all()) or "nobody yet"
    raise UserError(f"“{name}” has not labelled in this project.", f"Those who have: {known}.")
