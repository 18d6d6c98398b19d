"""Names for annotation sets in formats that know a page by one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.core.labelled import LabelledPage

ONE_NAME = (
    "Who labelled a page, and how far they were: further sets of one page differ by a number alone."
)
"""What is lost wherever these names are all that tells of a set."""


def named_sets(pages: Iterable[LabelledPage]) -> Iterator[tuple[str, LabelledPage]]:
    """Each set with its name: the SHA-256 of its page, and “-2” behind it for the second set.

    The sets of a page follow each other. So the same page has the same name in every project.
    """
    last, number = None, 0
    for page in pages:
        number = number + 1 if page.page == last else 1
        last = page.page
        digest = page.facts.digest
        yield (digest if number == 1 else f"{digest}-{number}"), page
