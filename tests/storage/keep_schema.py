"""Keep a project of the current schema for ever, so that every later version can prove it reads it.

Run it when a version of the file is released: `python -m tests.storage.keep_schema` writes
`schemas/version-N.sql`, which is never changed again.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from annotator.core.alignment import Alignment
from annotator.core.decisions import GOLD, Choice, Decision, Ruling
from annotator.core.journal import LineKind, Status
from annotator.core.labels import LabelId
from annotator.core.pages import PageId, Resource
from annotator.core.proposals import Proposal, Source
from annotator.core.prospects import Prospect
from annotator.core.remarks import Remark, RemarkKind
from annotator.core.spans import Span
from annotator.storage import schema
from annotator.storage.engine import APPLICATION_ID
from annotator.storage.evidence import KeptEvidence
from annotator.storage.learners import KeptLearner
from annotator.storage.pages import NewPage
from annotator.storage.store import Store
from annotator.storage.transaction import Transaction
from tests.storage.samples import DOCUMENT, LABELS, NOON, add_page, line, parsed, replacing

SCHEMAS = Path(__file__).parent / "schemas"
RESOURCE = Resource("https://news.example.org/look.css", "text/css", b"p { color: red }")
FETCHED_AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
EVIDENCE = KeptEvidence("evidence-1", '{"titles":[]}', b"8 bytes!" * 3, b"another!")
LICENCE = "CC-BY-4.0"
PROSPECT = Prospect(PageId(1), template=1, doubt=0.5, doubtful_count=2, model="model-1")
LEARNER = KeptLearner("model-1", b"weights", NOON)
PROPOSED = (Proposal(Span(0, 8), LabelId("headline"), 0.975, Source.RULE),)
REMARKS = (
    Remark(
        id="0b4ee76d-8df8-4ba2-8a3a-4f7d7cbd4a01",
        page=PageId(1),
        thread="0b4ee76d-8df8-4ba2-8a3a-4f7d7cbd4a01",
        kind=RemarkKind.COMMENT,
        author="Bo",
        made_at=NOON,
        text="Why?",
        span=Span(0, 8),
        quote="Big news",
    ),
    Remark(
        id="5e1f0c1c-31f1-4f0e-8e53-8f3c35a4c102",
        page=PageId(1),
        thread="5e1f0c1c-31f1-4f0e-8e53-8f3c35a4c102",
        kind=RemarkKind.RETURNED,
        author="Bo",
        made_at=NOON,
        text="The menu is undecided.",
        about="Ada",
        revision=3,
    ),
)
DECISION = Decision(
    Choice.SIDE,
    ("Ada",),
    (Ruling(Span(0, 8), Alignment.EXACT, (LabelId("headline"),), LabelId("headline")),),
    side="Ada",
    reason="It is.",
)
MARKS = "Hhhhhhhh|Bbbbbbbbb|...."


def fill(store: Store) -> None:
    """Two pages; on the first, one annotator's labels, an undo and a redo.

    The second has all that a container may tell, evidence, a licence, and is blind; the first has
    a prospect, and its first step met a proposal.
    """
    page = add_page(store, content=b"<p>first</p>")
    second = parsed(
        DOCUMENT, b"<p>second</p>", url=None, cut="It is too deep.", fetched_at=FETCHED_AT
    )
    with store.begin() as transaction:
        new = NewPage(
            b"<p>second</p>", second, "utf-8", "Second", (RESOURCE,), EVIDENCE, is_blind=True
        )
        transaction.pages.add_all([new], NOON)
        transaction.licences.give([PageId(2)], LICENCE)
        transaction.prospects.keep([PROSPECT])
        transaction.learners.keep(LEARNER)
    edit = replacing("........|.........|....", MARKS, name="Label both")
    undo = replacing(MARKS, "........|.........|....", name="Label both")
    steps = [(edit, LineKind.EDIT), (undo, LineKind.UNDO), (edit, LineKind.REDO)]
    with store.begin() as transaction:
        ada = transaction.annotators.find_or_add("Ada")
        lines = [line(one, kind, Status.IN_PROGRESS) for one, kind in steps]
        lines[0] = replace(lines[0], proposed=PROPOSED, model="model-1", elapsed_ms=1500)
        transaction.sets.append(page, ada, 0, lines, 1)
        review(transaction, page)


def review(transaction: Transaction, page: PageId) -> None:
    """Guidelines, an assignment, two remarks, and one decision in the gold set."""
    transaction.guidelines.add("# Rules", NOON)
    bo = transaction.annotators.find_or_add("Bo")
    transaction.assignments.give([page], bo, NOON)
    transaction.remarks.add(REMARKS)
    gold = transaction.annotators.find_or_add(GOLD)
    decided = replacing("........|.........|....", MARKS, name="Take Ada's")
    step = replace(line(decided), author="Bo", decision=DECISION)
    transaction.sets.append(page, gold, 0, [step], 1)


def dump(path: Path, version: int) -> str:
    """The whole file as SQL, its header included."""
    with closing(sqlite3.connect(path)) as connection:
        lines = list(connection.iterdump())
    header = [f"PRAGMA application_id={APPLICATION_ID};", f"PRAGMA user_version={version};"]
    return "\n".join([*header, *lines, ""])


def main() -> None:
    version = schema.CURRENT.version
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kept.annotator")
        with Store.create(path, name="Kept", label_set_source=LABELS, blind_share=0.25) as store:
            fill(store)
        SCHEMAS.joinpath(f"version-{version}.sql").write_text(dump(path, version), "utf-8")


if __name__ == "__main__":
    main()
