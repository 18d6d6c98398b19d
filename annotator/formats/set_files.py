"""Names of the files that hold one annotation set each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from annotator.core.labelled import LabelledPage


def named_sets(pages: Iterable[LabelledPage]) -> Iterator[tuple[str, LabelledPage]]:
    """Each set with a name that no other has: number of the page, number of the set on it."""
    for number, sets in groupby(pages, key=attrgetter("page")):
        for index, page in enumerate(sets, 1):
            yield f"{number:06}-{index}", page
