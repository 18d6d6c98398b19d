"""Blind pages: a share of the pages that everybody labels without proposals.

People agree with what they are shown. So agreement, and how good a program is, can only be measured
on pages where nothing was shown. Which pages that are is drawn as they are imported
(`core.blind_draw`), and stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.services.projects import Project


@dataclass(frozen=True, slots=True)
class BlindPages:
    """The share of the pages to come that will be blind, and how many pages are.

    `finished` counts blind pages by who finished them, in the order of joining; `finished_twice`
    those that two or more annotators finished, on which agreement can be measured.
    """

    share: float
    page_count: int
    blind_count: int
    finished: Mapping[str, int]
    finished_twice: int


def blind_pages(project: Project) -> BlindPages:
    """The blind pages of the project as they stand."""
    with project.store.read() as transaction:
        share = transaction.project.blind_share()
        blind = [row.is_blind for row in transaction.pages.rows()]
        everyone = transaction.annotators.people()
        sets = [one for one in transaction.work.finished() if one.is_blind]
    by_name = Counter(one.annotator for one in sets)
    by_page = Counter(one.page for one in sets)
    return BlindPages(
        share=share,
        page_count=len(blind),
        blind_count=sum(blind),
        finished={name: by_name[name] for _, name in everyone},
        finished_twice=sum(count > 1 for count in by_page.values()),
    )


def set_blind_share(project: Project, share: float) -> BlindPages:
    """Have this share, from 0 to 1, of the pages that are imported from now on be blind.

    Pages that are here stay what they are: somebody may have seen them with their proposals. Raises
    `UserError` where it is no share, or the project cannot be changed.
    """
    with project.store.begin() as transaction:
        transaction.project.set_blind_share(share)
    return blind_pages(project)
