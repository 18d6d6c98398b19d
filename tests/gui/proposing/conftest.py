"""The real window with an assistant that proposes what the test has written."""

from __future__ import annotations

from threading import Event

import pytest

from annotator.core.errors import UserError
from annotator.core.labels import LabelId
from annotator.core.progress import Reporter
from annotator.core.proposals import NO_PROPOSALS, Proposal, Proposals, Source
from annotator.gui.project_jobs import ProjectJobs
from annotator.services import importing, projects

_STORY = """<html><head><title>Page {number}</title></head><body>
<h1>Ferry {number} returns</h1><p>First paragraph.</p><p>Second paragraph.</p>
<div class="card"><h3>Read also one</h3></div><div class="card"><h3>Read also two</h3></div>
<div class="card"><h3>Read also three</h3></div><p>Third paragraph.</p>
<div style="display:none">Hidden</div><footer>Imprint</footer></body></html>"""

BLOCK_COUNT = 9
# One row a visible block: its number, its label and how sure that is.
PROPOSED = (
    (0, "headline", 0.995),
    (1, "body", 0.999),
    (2, "body", 0.9),
    (3, "body", 0.7),
    (4, "body", 0.7),
    (5, "body", 0.6),
    (6, "body", 0.999),
    (8, "boilerplate", 0.99),
)
SIGNATURES = (1, 2, 2, 3, 3, 3, 2, 4, 5)


class Written:
    """An assistant that proposes the same for every page, as soon as it may."""

    def __init__(self) -> None:
        self.rows = PROPOSED
        self.learned_pages: list[tuple[int, str]] = []
        self.asked: list[int] = []
        self.warm_up_count = 0
        self.may_answer = Event()
        self.may_answer.set()
        self.failure: Exception | None = None
        self.trouble: UserError | None = None
        self._project = None

    def of(self, project: projects.Project) -> Written:
        self._project = project
        return self

    def warm_up(self, _report: Reporter) -> None:
        self.warm_up_count += 1

    def propose(self, page: int, _annotator: str, _report: Reporter) -> Proposals:
        self.asked.append(page)
        self.may_answer.wait(10)
        if self.failure is not None:
            raise self.failure
        if not self.rows:
            return NO_PROPOSALS
        with self._project.store.read() as transaction:
            document = transaction.pages.document(page)
        return Proposals(
            tuple(
                Proposal(
                    document.blocks[index].span.trimmed(document.text),
                    LabelId(label),
                    confidence,
                    Source.MODEL,
                )
                for index, label, confidence in self.rows
            ),
            "written-1",
            SIGNATURES,
        )

    def problem(self) -> UserError | None:
        problem, self.trouble = self.trouble, None
        return problem

    def learned(self, page: int, annotator: str) -> None:
        self.learned_pages.append((page, annotator))


@pytest.fixture
def written(monkeypatch):
    """What proposes in every window of the test."""
    made = Written()
    monkeypatch.setattr(ProjectJobs, "assistant", property(lambda jobs: made.of(jobs._project)))
    return made


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"{number}.html").write_text(_STORY.format(number=number))
    path = tmp_path / "news.annotator"
    with projects.create_project(path) as project:
        importing.import_paths(project, [folder])
    return path
