"""Sites that share a template are of one group: a model that saw one has seen the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_LEAST_SHARED = 15
_SHARE_SHARED = 0.4
_MOST_SITES = 25


def shared_templates(pages: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """For each site the one that speaks for all that share its template; the classes tell.

    Two sites share one where at least 15 classes, and 40 % of those of the smaller, are in both;
    classes that more than 25 sites have say nothing.
    """
    classes: dict[str, set[str]] = defaultdict(set)
    for site, names in pages:
        classes[site] |= {name for name in names if name}
    sites = sorted(classes)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, site in enumerate(sites):
        for name in classes[site]:
            holders[name].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if len(numbers) <= _MOST_SITES:
            shared.update((a, b) for place, a in enumerate(numbers) for b in numbers[place + 1 :])
    head = list(range(len(sites)))

    def top(number: int) -> int:
        while head[number] != number:
            number = head[number]
        return number

    for (a, b), count in sorted(shared.items()):
        smaller = min(len(classes[sites[a]]), len(classes[sites[b]]))
        if count >= _LEAST_SHARED and count > _SHARE_SHARED * smaller:
            head[top(b)] = top(a)
    return {site: sites[top(number)] for number, site in enumerate(sites)}
