"""What the finished pages of a site say together, kept up as pages are finished."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotator.assist.site_memory import SiteMemory
from annotator.core.labels import LabelId
from annotator.storage.lessons import Lesson

_HELD = 4
_MOST_CHANGES = 8

_NO_LABEL = LabelId("")

_Vote = TypeVar("_Vote")


class Memories:
    """The memories of the sites of late. For one thread at a time.

    `of_one` makes the memory of a single lesson, which takes a hundred times as long as to add it
    to the others. So a memory is made of the one before, where few lessons came or went.
    """

    def __init__(self, of_one: Callable[[Lesson], SiteMemory]) -> None:
        self._of_one = of_one
        self._held: OrderedDict[tuple[Lesson, ...], _Sum] = OrderedDict()

    def get(self, lessons: tuple[Lesson, ...]) -> SiteMemory:
        """What these lessons, all of one site, say together."""
        found = self._held.get(lessons)
        if found is None:
            found = self._changed(lessons) or _EMPTY.with_more(map(self._of_one, lessons))
            self._held[lessons] = found
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(lessons)
        return found.memory

    def clear(self) -> None:
        """Hold nothing."""
        self._held.clear()

    def lacking(self, lessons: tuple[Lesson, ...]) -> Sequence[Lesson]:
        """Which of the lessons have to be looked at to say what all of them say."""
        if lessons in self._held:
            return ()
        near = self._nearest(lessons)
        return lessons if near is None else [one for one in lessons if one not in set(near)]

    def _changed(self, lessons: tuple[Lesson, ...]) -> _Sum | None:
        """What is held of nearly the same lessons, with those that came and without those gone."""
        near = self._nearest(lessons)
        if near is None:
            return None
        were, are = set(near), set(lessons)
        came = [self._of_one(one) for one in lessons if one not in were]
        gone = [self._of_one(one) for one in near if one not in are]
        return self._held[near].with_more(came).without(gone)

    def _nearest(self, lessons: tuple[Lesson, ...]) -> tuple[Lesson, ...] | None:
        wanted = set(lessons)
        near = min(self._held, key=lambda one: len(wanted ^ set(one)), default=None)
        if near is None or len(wanted ^ set(near)) > min(_MOST_CHANGES, len(lessons) - 1):
            return None
        return near


@dataclass(frozen=True, slots=True)
class _Sum:
    """Memories added up; `seen` counts the pages that have each signature, also without a vote."""

    memory: SiteMemory
    seen: Counter[int]

    def with_more(self, memories: Iterable[SiteMemory]) -> _Sum:
        """As if it had been made of all these pages as well."""
        texts, markup = dict(self.memory.texts), dict(self.memory.markup)
        own_texts: set[int] = set()
        own_markup: set[int] = set()
        seen = Counter(self.seen)
        count = self.memory.page_count
        for one in memories:
            count += one.page_count
            seen.update(one.markup.keys())
            _add(texts, one.texts, own_texts)
            _add(markup, one.markup, own_markup)
        return _Sum(SiteMemory(texts, markup, count), seen)

    def without(self, memories: Iterable[SiteMemory]) -> _Sum:
        """As if these pages had never had a part in it."""
        texts, markup = dict(self.memory.texts), dict(self.memory.markup)
        seen = Counter(self.seen)
        count = self.memory.page_count
        for one in memories:
            count -= one.page_count
            seen.subtract(one.markup.keys())
            _take_out(texts, one.texts)
            _take_out(markup, one.markup)
            for number in one.texts:
                if not texts[number]:
                    del texts[number]
            for number in one.markup:
                if not seen[number]:
                    del seen[number], markup[number]
                elif not markup[number]:
                    markup[number] = Counter({_NO_LABEL: 0})
        return _Sum(SiteMemory(texts, markup, count), seen)


_EMPTY = _Sum(SiteMemory(), Counter())


def together(memories: Iterable[SiteMemory]) -> SiteMemory:
    """What several memories say together: as if it had been made of all their pages at once."""
    return _EMPTY.with_more(memories).memory


def _add(
    whole: dict[int, Counter[_Vote]], more: Mapping[int, Counter[_Vote]], own: set[int]
) -> None:
    """Count `more` in. Counters are shared with it, until another page has a part in one."""
    for number, votes in more.items():
        held = whole.get(number)
        if held is None:
            whole[number] = votes
            continue
        if number not in own:
            held = whole[number] = Counter(held)
            own.add(number)
        for vote, count in votes.items():
            held[vote] = held.get(vote, 0) + count


def _take_out(whole: dict[int, Counter[_Vote]], gone: Mapping[int, Counter[_Vote]]) -> None:
    for number, votes in gone.items():
        left = Counter(whole[number])
        for vote, count in votes.items():
            if left[vote] == count:
                del left[vote]
            else:
                left[vote] -= count
        whole[number] = left
