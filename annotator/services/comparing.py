"""Sets of one page beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.alignment import AlignedPiece, align
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.labels import LabelSet
from annotator.core.pages import AnnotatorId, PageFacts, PageId
from annotator.services.projects import Project
from annotator.storage.set_rows import AuthoredSet
from annotator.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Comparison:
    """Some sets of a page, in the order of `names`, and the pieces that they cut its text into."""

    page: PageId
    facts: PageFacts
    document: Document
    label_set: LabelSet
    names: tuple[str, ...]
    sets: tuple[AuthoredSet, ...]
    pieces: tuple[AlignedPiece, ...]


def compare(project: Project, page: PageId, names: Sequence[str]) -> Comparison:
    """The sets of these names on the page, aligned; “gold” is a name too.

    Raises `UserError` where there is no such page, or somebody has no set on it.
    """
    with project.store.read() as transaction:
        facts = transaction.pages.facts(page)
        document = transaction.pages.document(page)
        chosen = tuple(chosen_sets(transaction, page, names))
    pieces = align(document, [one.annotations for one in chosen])
    held = tuple(one.annotator for one in chosen)
    return Comparison(page, facts, document, project.label_set, held, chosen, pieces)


def chosen_sets(transaction: Transaction, page: PageId, names: Sequence[str]) -> list[AuthoredSet]:
    """Those of a page's sets that are wanted, in the order in which they are named.

    Raises `UserError` for a name without a set there, and for one that is named twice.
    """
    by_author = {one.annotator_id: one for one in transaction.sets.of_page(page)}
    chosen: dict[AnnotatorId, AuthoredSet] = {}
    for name in names:
        author = transaction.annotators.find(name)
        if author is None or author not in by_author:
            raise UserError(
                f"“{name}” has not labelled page {page}.", "“annotator review” lists who has."
            )
        if author in chosen:
            raise UserError(f"“{name}” is named twice.", "Name different annotators.")
        chosen[author] = by_author[author]
    return list(chosen.values())
