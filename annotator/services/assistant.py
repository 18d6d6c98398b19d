"""What the machine proposes for the pages of a project, and what it learns from them."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import RLock

from annotator import __version__
from annotator.assist.adapter import MOST_PAGES as MOST_LEARNED
from annotator.assist.adapter import Adapter
from annotator.assist.site_memory import SiteMemory
from annotator.assist.text_hashes import text_hashes
from annotator.assist.visible_page import PageInput
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.page_evidence import PageEvidence
from annotator.core.pages import AnnotatorId, PageFacts, PageId
from annotator.core.progress import Progress, Reporter, silent
from annotator.core.proposals import NO_PROPOSALS, Proposals, Switches
from annotator.services.evidence import (
    VERSION,
    FoundEvidence,
    complete_evidence,
    find_evidence,
    found_evidence,
    make_evidence,
)
from annotator.services.lessons import LessonBook, chosen
from annotator.services.projects import Project
from annotator.services.proposing import load_engine, page_input
from annotator.services.site_texts import SiteTexts
from annotator.storage.learners import KeptLearner
from annotator.storage.lessons import Lesson

MOST_OF_A_SITE = 200
"""So many finished pages of a site are remembered, the latest."""

_MADE_HELD = 32

_ALL = Switches()
_SITE_ALONE = Switches(rules=False, model=False, site=True, adapter=False)


@dataclass(frozen=True, slots=True)
class LearnReport:
    """What there was to learn from.

    `model` is the version of what was learned, empty where there was nothing to learn or nothing
    that could; `is_kept` says that the project holds it.
    """

    page_count: int
    site_count: int
    model: str
    is_kept: bool


class Assistant:
    """Proposals for one open project; any thread may ask.

    All that it knows follows from the project: whoever opens it anew is proposed the same. What is
    expensive is held in memory, or kept in the project, until what it was made of changes.
    """

    def __init__(self, project: Project, switches: Switches = _ALL) -> None:
        self.switches = switches
        self._project = project
        self._loaded = load_engine(project.label_set)
        self._problem = self._loaded.problem
        self._guard = RLock()
        self._texts = SiteTexts(project)
        self._book = LessonBook(project, self._loaded.engine, self._input)
        self._learned: tuple[str, Adapter | None] | None = None
        # Evidence that a project open for reading cannot keep.
        self._made: OrderedDict[PageId, FoundEvidence] = OrderedDict()

    def problem(self) -> UserError | None:
        """What makes proposals poorer than they could be, if anything does; told only once."""
        problem, self._problem = self._problem, None
        return problem

    def propose(self, page: PageId, annotator: str | None, report: Reporter = silent) -> Proposals:
        """What is proposed to the annotator, or to nobody yet, for a page: nothing for a blind one.

        Of the finished pages of the site, gold sets count before those of the annotator, and those
        before others; what was labelled on the page itself never counts there. What the project
        teaches is the same for all pages, also for those that taught it. Where pages were imported
        by an earlier version of the program, they are looked at first, which `report` is told.
        Raises `UserError` where there is no such page.
        """
        switches = self.switches
        facts, author = self._sighted(page, annotator)
        if facts is None or not switches:
            return NO_PROPOSALS
        with self._guard:
            self._texts.complete(facts.site, report)
            made = self._input(page, facts)
            memory = self._memory(facts.site, author, page) if switches.site else None
            adapter = self._adapter() if switches.adapter and switches.model else None
        return self._loaded.engine.propose(made, memory, adapter, switches)

    def like(self, page: PageId, annotator: str) -> Callable[[PageId], Proposals]:
        """What the annotator's labels of a page, finished or not, say of the others of its site.

        The answer asks for one page after the other. Nothing else proposes, whatever is switched
        on; and nothing is proposed for a blind page, or where `page` is one.
        """
        facts, author = self._sighted(page, annotator)
        if facts is None or author is None or not facts.site:
            return lambda _other: NO_PROPOSALS
        with self._project.store.read() as transaction:
            annotations = transaction.sets.annotations(page, author)
        with self._guard:
            memory = self._book.memory_of(page, annotations)

        def propose(other: PageId) -> Proposals:
            own, _ = self._sighted(other, annotator)
            if own is None or other == page or own.site != facts.site:
                return NO_PROPOSALS
            with self._guard:
                made = self._input(other, own)
            return self._loaded.engine.propose(made, memory, None, _SITE_ALONE)

        return propose

    def propose_for(
        self, facts: PageFacts, document: Document, evidence: PageEvidence
    ) -> Proposals:
        """What is proposed for a page that is not in the project, with all that it knows."""
        switches = self.switches
        with self._guard:
            others = self._texts.of_others(facts.site, None)
            made = page_input(facts, document, evidence, text_hashes(document), others)
            memory = self._memory(facts.site, None, None) if switches.site else None
            adapter = self._adapter() if switches.adapter and switches.model else None
        return self._loaded.engine.propose(made, memory, adapter, switches)

    def propose_untaught(self, page: PageId) -> Proposals:
        """What would be proposed for a page that taught nothing, to measure that; also a blind one.

        Of its site only other pages count. What the project teaches is left out, unless the page
        is blind, which has no part in it.
        """
        switches = self.switches
        with self._project.store.read() as transaction:
            facts = transaction.pages.facts(page)
            is_blind = transaction.pages.is_blind(page)
        with self._guard:
            made = self._input(page, facts)
            memory = self._memory(facts.site, None, page) if switches.site else None
            adapter = self._adapter() if is_blind and switches.adapter and switches.model else None
        return self._loaded.engine.propose(made, memory, adapter, switches)

    def signatures(self, site: str, report: Reporter = silent) -> Mapping[PageId, bytes]:
        """The signatures of the pages of a site; made first where there are none."""
        with self._project.store.read() as transaction:
            pages = transaction.pages.of_site(site)
        complete_evidence(self._project, pages, report)
        with self._project.store.read() as transaction:
            return transaction.evidence.signatures(site, VERSION)

    def learned(self, page: PageId, annotator: str) -> None:
        """Learn from a page that the annotator has just finished, and keep what was learned.

        A page that is blind, for calibration, or no longer finished teaches nothing.
        """
        facts, author = self._sighted(page, annotator)
        if facts is None:
            return
        with self._project.store.read() as transaction:
            lessons = transaction.sets.lessons(facts.site)
        if not any((one.page, one.annotator_id) == (page, author) for one in lessons):
            return
        with self._guard:
            self._adapter()
            self._memory(facts.site, author, None)

    def warm_up(self, report: Reporter = silent) -> None:
        """Look at all pages that are learned from, so that the next one is learned at once.

        In an old project that takes seconds, but others are proposed for in between.
        """
        with self._guard:
            lessons = self._book.lacking(self._all_lessons())
        # All at once: to start a parsing process for each of them takes four times as long.
        complete_evidence(self._project, [one.page for one in lessons], report)
        for done, one in enumerate(lessons):
            report(Progress(done, len(lessons)))
            with self._guard:
                self._book.examples([one])

    def relearn(self, report: Reporter = silent) -> LearnReport:
        """Learn from the project alone, whatever was learned before, and keep that."""
        with self._guard:
            self._book.forget()
            self._learned = None
            lessons = self._all_lessons()
            complete_evidence(self._project, [one.page for one in lessons], report)
            adapter = self._adapter(is_afresh=True)
            return LearnReport(
                len(lessons),
                len({one.site for one in lessons}),
                adapter.version if adapter else "",
                adapter is not None and not self._project.is_read_only,
            )

    def _sighted(
        self, page: PageId, annotator: str | None
    ) -> tuple[PageFacts | None, AnnotatorId | None]:
        """The facts of a page, None for a blind one; and who the annotator is."""
        with self._project.store.read() as transaction:
            facts = transaction.pages.facts(page)
            is_blind = transaction.pages.is_blind(page)
            author = None if annotator is None else transaction.annotators.find(annotator)
            return None if is_blind else facts, author

    def _input(self, page: PageId, facts: PageFacts | None = None) -> PageInput:
        """The page as the engine takes it; its evidence is made where there is none.

        With `facts` it is a page to propose for, and compared with the others of its site.
        """
        with self._project.store.read() as transaction:
            known = facts or transaction.pages.facts(page)
            document = transaction.pages.document(page)
            found = find_evidence(transaction, page, document) or self._made.get(page)
        if found is None:
            found = found_evidence(make_evidence(self._project, [page])[page])
            if self._project.is_read_only:
                self._made[page] = found
                if len(self._made) > _MADE_HELD:
                    self._made.popitem(last=False)
        others = self._texts.of_others(known.site, page) if facts else None
        return page_input(known, document, found.evidence, found.text_hashes, others)

    def _memory(
        self, site: str, author: AnnotatorId | None, without: PageId | None
    ) -> SiteMemory | None:
        if not site:
            return None
        with self._project.store.read() as transaction:
            lessons = transaction.sets.lessons(site)
        key = chosen(lessons, MOST_OF_A_SITE, first=author, without=without)
        return self._book.memory(key) if key else None

    def _all_lessons(self) -> tuple[Lesson, ...]:
        with self._project.store.read() as transaction:
            return chosen(transaction.sets.lessons(), MOST_LEARNED)

    def _adapter(self, *, is_afresh: bool = False) -> Adapter | None:
        """What was learned from the project as it stands: held, kept in it, or learned now."""
        engine = self._loaded.engine
        lessons = self._all_lessons()
        if engine.base is None or not lessons:
            return None
        name = _name(self._loaded.digest, lessons)
        if self._learned is None or self._learned[0] != name:
            adapter = None if is_afresh else self._kept_adapter(name)
            if adapter is None:
                adapter = engine.learned(self._book.examples(lessons))
                # Whoever waits for proposals is not to do without because the file is in use
                # elsewhere or its disk is full: the same can be learned again.
                with nullcontext() if is_afresh else suppress(UserError):
                    self._keep(adapter, name)
            self._learned = (name, adapter)
        return self._learned[1]

    def _kept_adapter(self, name: str) -> Adapter | None:
        with self._project.store.read() as transaction:
            kept = transaction.learners.newest()
        if kept is None or kept.model != name:
            return None
        try:
            return Adapter.from_bytes(kept.content)
        except UserError:
            return None  # it is made again

    def _keep(self, adapter: Adapter | None, name: str) -> None:
        if adapter is None or self._project.is_read_only:
            return
        learner = KeptLearner(name, adapter.to_bytes(), datetime.now(UTC))
        with self._project.store.begin() as transaction:
            transaction.learners.keep(learner)


def _name(digest: str, lessons: tuple[Lesson, ...]) -> str:
    """Names what is learned by all that it is made of: the program with its files, and sets."""
    sets = [(one.page, one.annotator_id, one.revision) for one in lessons]
    return hashlib.sha256(f"{__version__} {digest} {VERSION} {sets}".encode()).hexdigest()
