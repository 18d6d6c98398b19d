"""Which pages of a site share a template, told by how alike their markup is."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from annotator.core.pages import PageId

Likeness = Callable[[bytes, bytes], float]
"""How alike the signatures of two pages are, from 0 to 1."""

ALIKE = 0.5
"""Pages of one template are at least so alike."""
_MOST_COMPARED = 64
"""With how many templates of its site a page is compared: a site hardly has more."""


def templates_of(
    new: Iterable[PageId],
    known: Mapping[PageId, int],
    signatures: Mapping[PageId, bytes],
    likeness: Likeness,
) -> dict[PageId, int]:
    """The template of each new page of one site, which is the number of the first page of it.

    `known` are the templates of the other pages. The new pages are looked at by number, each beside
    the first pages of the largest templates so far; the most alike decides, the earlier of two. So
    it makes no difference whether pages come at once or one after the other. A page whose
    signatures are missing or empty stands alone.
    """
    sizes = Counter(known.values())
    # The largest first, kept in order: a site may have very many pages that stand alone.
    ranks = sorted((-size, head) for head, size in sizes.items())
    found: dict[PageId, int] = {}
    for page in sorted(new):
        own = signatures.get(page)
        template = int(page)
        if own:
            compared = [
                (-likeness(own, other), head)
                for _, head in ranks[:_MOST_COMPARED]
                if (other := signatures.get(PageId(head)))
            ]
            nearest = min(compared, default=(0.0, 0))
            if -nearest[0] >= ALIKE:
                template = nearest[1]
        found[page] = template
        if sizes[template]:
            del ranks[bisect_left(ranks, (-sizes[template], template))]
        sizes[template] += 1
        insort(ranks, (-sizes[template], template))
    return found
