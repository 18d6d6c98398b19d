"""What the program learns from: finished pages with their labels, one set a page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from annotator.assist.adapter import Example
from annotator.assist.engine import Engine
from annotator.assist.site_memory import LabelledInput, SiteMemory
from annotator.assist.visible_page import PageInput
from annotator.core.annotations import AnnotationSet
from annotator.core.pages import AnnotatorId, PageId
from annotator.services.evidence import complete_evidence
from annotator.services.memories import Memories
from annotator.services.projects import Project
from annotator.storage.lessons import Lesson

_EXAMPLES_HELD = 350
_INPUTS_HELD = 4

_Made = TypeVar("_Made")


def chosen(
    lessons: Iterable[Lesson],
    most: int,
    *,
    first: AnnotatorId | None = None,
    without: PageId | None = None,
) -> tuple[Lesson, ...]:
    """The latest pages to learn from, `most` at most, the earliest first, each with one set.

    Of several sets of a page the gold set counts; else that of the annotator `first`; else one that
    was accepted; else that of who joined first.
    """
    best: dict[PageId, Lesson] = {}
    for one in lessons:
        if one.page == without:
            continue
        other = best.get(one.page)
        if other is None or _rank(one, first) < _rank(other, first):
            best[one.page] = one
    return tuple(sorted(best.values(), key=lambda one: (one.made_at, one.page))[-most:])


def _rank(lesson: Lesson, first: AnnotatorId | None) -> tuple[bool, bool, bool, int]:
    return (
        not lesson.is_gold,
        lesson.annotator_id != first,
        not lesson.is_accepted,
        lesson.annotator_id,
    )


class LessonBook:
    """Lessons in the forms that learners take; those of late are held. For one thread at a time.

    A lesson is one revision of a set, so what was made of it never changes. `load` makes the input
    of a page.
    """

    def __init__(
        self, project: Project, engine: Engine, load: Callable[[PageId], PageInput]
    ) -> None:
        self._project = project
        self._engine = engine
        self._load = load
        self._inputs: _Held[LabelledInput] = _Held(_INPUTS_HELD, self._input)
        self._memories = Memories(self._memory)
        self._examples: _Held[Example | None] = _Held(_EXAMPLES_HELD, self._example)

    def memory(self, lessons: tuple[Lesson, ...]) -> SiteMemory:
        """What these pages of one site say together."""
        self._complete(self._memories.lacking(lessons))
        return self._memories.get(lessons)

    def examples(self, lessons: Sequence[Lesson]) -> list[Example]:
        """What the adapter learns from them; pages that it cannot learn from are left out."""
        self._complete(self.lacking(lessons))
        return [one for one in map(self._examples.get, lessons) if one is not None]

    def memory_of(self, page: PageId, annotations: AnnotationSet) -> SiteMemory:
        """What a page with these annotations says alone."""
        return self._remembered(LabelledInput(self._load(page), annotations))

    def lacking(self, lessons: Iterable[Lesson]) -> list[Lesson]:
        """Those of which no example is held."""
        return [one for one in lessons if one not in self._examples]

    def forget(self) -> None:
        """Make everything anew from now on."""
        self._inputs.clear()
        self._memories.clear()
        self._examples.clear()

    def _complete(self, lessons: Iterable[Lesson]) -> None:
        """Make the evidence of pages of an earlier version at once, as that is quicker."""
        complete_evidence(self._project, [one.page for one in lessons])

    def _memory(self, lesson: Lesson) -> SiteMemory:
        return self._remembered(self._inputs.get(lesson))

    def _remembered(self, one: LabelledInput) -> SiteMemory:
        return self._engine.remembered([one])

    def _example(self, lesson: Lesson) -> Example | None:
        one = self._inputs.get(lesson)
        return self._engine.example(one.page, one.annotations)

    def _input(self, lesson: Lesson) -> LabelledInput:
        with self._project.store.read() as transaction:
            annotations = transaction.sets.annotations(lesson.page, lesson.annotator_id)
        return LabelledInput(self._load(lesson.page), annotations)


class _Held(Generic[_Made]):
    """What was made of lessons, the last few of them."""

    def __init__(self, most: int, make: Callable[[Lesson], _Made]) -> None:
        self._most = most
        self._make = make
        self._made: OrderedDict[Lesson, _Made] = OrderedDict()

    def __contains__(self, lesson: object) -> bool:
        return lesson in self._made

    def get(self, lesson: Lesson) -> _Made:
        """What is made of the lesson, made now if it is not held."""
        if lesson not in self._made:
            self._made[lesson] = self._make(lesson)
            if len(self._made) > self._most:
                self._made.popitem(last=False)
        self._made.move_to_end(lesson)
        return self._made[lesson]

    def clear(self) -> None:
        """Hold nothing."""
        self._made.clear()
