"""Pages reduced to the texts that somebody wants of them: what a project learned, put to use.

In a project, what is decided counts as it is decided, and for the rest what is proposed. Pages that
are in no project are read and parsed as an import would; all of them is proposed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.assist.visible_page import PageInput
from annotator.core.annotations import AnnotationSet
from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.labels import LabelId, LabelSet, parse_label_set
from annotator.core.page_evidence import PageEvidence, evidence_from_json
from annotator.core.pages import PageFacts, PageId, ParsedPage
from annotator.core.progress import Progress, Reporter, silent
from annotator.core.proposals import Proposal, Proposals, open_proposals
from annotator.core.roles import Role
from annotator.core.spans import Span
from annotator.pages.containers.container import Refusal
from annotator.pages.parsing_pool import ParsingPool
from annotator.pages.reading import Reading, byte_count
from annotator.services.assistant import Assistant
from annotator.services.listing import page_rows
from annotator.services.projects import Project
from annotator.services.proposing import LoadedEngine, load_engine
from annotator.services.resources import resource
from annotator.services.showing import show_page

_PROJECT_BEGINS = b"SQLite format 3\x00"
_WORKERS = 2
_PAGES_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class CleanText:
    """A piece of a page: its label, where it stands in the page's text, and what it says."""

    label: LabelId
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class CleanPage:
    """The wanted texts of a page in their order.

    `page` is its number, None for one that is in no project; `name` says where it came from. Of a
    blind page only what is decided is told.
    """

    page: PageId | None
    name: str
    facts: PageFacts
    is_blind: bool
    texts: tuple[CleanText, ...]


def is_project(path: Path) -> bool:
    """Whether a path is that of a project and not of pages; what cannot be read is neither."""
    try:
        with path.open("rb") as file:
            return file.read(len(_PROJECT_BEGINS)) == _PROJECT_BEGINS
    except OSError:
        return False


def wanted_labels(label_set: LabelSet, ids: Sequence[str]) -> frozenset[LabelId]:
    """The labels that are asked for by id; headline and body where none are.

    Raises `UserError` for an id that there is not, or where the set has neither of the two.
    """
    if ids:
        return frozenset(label_set.get(one).id for one in ids)
    found = (label_set.of_role(role) for role in (Role.HEADLINE, Role.BODY))
    labels = frozenset(one.id for one in found if one)
    if not labels:
        known = ", ".join(label.id for label in label_set.labels)
        raise UserError("Say which labels to print.", f"Give --labels; there are: {known}.")
    return labels


class Cleaner:
    """Reduces pages with what a project has learned or, without one, as a new project would.

    `problem` says what makes it a poorer one, if anything does.
    """

    def __init__(self, project: Project | None, ids: Sequence[str] = ()) -> None:
        self._project = project
        self._assistant: Assistant | None = None
        self._loaded: LoadedEngine | None = None
        if project is None:
            source = resource("labels.toml").read_text(encoding="utf-8")
            label_set = parse_label_set(source)
            self._loaded = load_engine(label_set)
            self.problem = self._loaded.problem
        else:
            label_set = project.label_set
            self._assistant = Assistant(project)
            self.problem = self._assistant.problem()
        self._wanted = wanted_labels(label_set, ids)

    def clean_project(self, report: Reporter = silent) -> Iterator[CleanPage]:
        """The pages of the project, by number. Units of progress are pages."""
        project, assistant = self._project, self._assistant
        if project is None or assistant is None:
            return
        rows = page_rows(project)
        for done, row in enumerate(rows):
            report(Progress(done, len(rows), row.title))
            shown = show_page(project, row.page, row.annotator)
            proposals = assistant.propose(row.page, shown.annotator)
            texts = _texts(shown.document, shown.annotations, proposals, self._wanted)
            yield CleanPage(row.page, shown.facts.name, shown.facts, row.is_blind, texts)

    def clean_paths(
        self, paths: Sequence[Path], report: Reporter = silent
    ) -> Iterator[CleanPage | Refusal]:
        """The pages of files and folders, in the order of reading. Units of progress are bytes."""
        total = byte_count(paths)
        waiting: deque[tuple[str, Future[ParsedPage]]] = deque()
        with ParsingPool(_WORKERS) as pool, closing(Reading(paths)) as reading:
            for one in reading:
                report(Progress(min(reading.done_bytes, total), total, reading.name))
                if isinstance(one, Refusal):
                    yield from self._all(waiting)
                    yield one
                    continue
                waiting.append((one.name, pool.submit(one)))
                if len(waiting) == _PAGES_AT_ONCE:
                    yield self._parsed(*waiting.popleft())
            yield from self._all(waiting)

    def _all(self, waiting: deque[tuple[str, Future[ParsedPage]]]) -> Iterator[CleanPage | Refusal]:
        while waiting:
            yield self._parsed(*waiting.popleft())

    def _parsed(self, name: str, future: Future[ParsedPage]) -> CleanPage | Refusal:
        try:
            parsed = future.result()
        except UserError as error:
            return Refusal(name, str(error))
        document = document_from_json(parsed.text, parsed.blocks)
        evidence = evidence_from_json(parsed.evidence) if parsed.evidence else PageEvidence()
        proposals = self._proposed(parsed.facts, document, evidence)
        texts = _texts(document, AnnotationSet(), proposals, self._wanted)
        return CleanPage(None, name, parsed.facts, is_blind=False, texts=texts)

    def _proposed(
        self, facts: PageFacts, document: Document, evidence: PageEvidence
    ) -> Iterable[Proposal]:
        if self._assistant is not None:
            return self._assistant.propose_for(facts, document, evidence)
        if self._loaded is not None:
            return self._loaded.engine.propose(PageInput(document, evidence, facts.kind))
        return Proposals()


def _texts(
    document: Document,
    annotations: AnnotationSet,
    proposals: Iterable[Proposal],
    wanted: Collection[LabelId],
) -> tuple[CleanText, ...]:
    """What is decided or proposed to have one of the labels, in the order of the page."""
    pieces = [(one.span, one.label) for one in annotations]
    pieces += [(one.span, one.label) for one in open_proposals(document, annotations, proposals)]
    return tuple(
        CleanText(label, span, document.quote(span))
        for span, label in sorted(pieces)
        if label in wanted
    )
