"""Which sets leave a project, by what is known of their pages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from annotator.core.journal import Status
from annotator.core.page_evidence import PageEvidence, evidence_to_json
from annotator.core.pages import PageId
from annotator.core.set_filter import SetFilter
from annotator.services.exported_sets import WantedPage, chunks
from annotator.services.exporting import export_project
from annotator.services.projects import create_project
from annotator.services.sitting import Sitting
from annotator.storage.evidence import KeptEvidence
from annotator.storage.outgoing import OutgoingRow
from tests.gold import decide_blocks, fork_set
from tests.pictures import page
from tests.stored import add_page, do, label_blocks

MARCH = datetime(2026, 3, 1, 23, tzinfo=UTC)


@pytest.fixture
def project(tmp_path):
    """1 is labelled by Ada and Ben alike, 2 differently, 3 by Ada alone, 4 by nobody."""
    with create_project(tmp_path / "news.annotator") as made:
        add_page(made, page("Big news", "Text"), "1", site="a.example", fetched_at=MARCH)
        add_page(made, page("Big news", "Text"), "2", site="b.example", is_blind=True)
        add_page(made, page("Big news"), "3", site="b.example")
        add_page(made, page("Big news"), "4", site="a.example")
        for number, second in ((1, "body"), (2, "teaser")):
            for name in ("Ada", "Ben"):
                label_blocks(made, number, name, "headline", 0)
                label_blocks(made, number, name, "body" if name == "Ada" else second, 1)
                do(made, number, name, Sitting.finish)
        label_blocks(made, 3, "Ada", "headline", 0)
        evidence = KeptEvidence("1", evidence_to_json(replace(PageEvidence(), language="de-AT")))
        with made.store.begin() as transaction:
            transaction.evidence.keep(PageId(2), evidence)
        yield made


@pytest.mark.parametrize(
    ("wanted", "sets"),
    [
        (SetFilter(), ["1 Ada", "1 Ben", "2 Ada", "2 Ben", "3 Ada"]),
        (SetFilter(sites=("a.example",)), ["1 Ada", "1 Ben"]),
        (SetFilter(since=date(2026, 3, 1)), ["1 Ada", "1 Ben"]),
        (SetFilter(until=date(2026, 2, 1)), []),
        (SetFilter(is_blind=True, annotator="Ben"), ["2 Ben"]),
        (SetFilter(is_blind=False, is_best=True), ["1 Ada", "3 Ada"]),
        (SetFilter(languages=("de",)), ["2 Ada", "2 Ben"]),
        (SetFilter(status=Status.IN_PROGRESS), ["3 Ada"]),
        (SetFilter(least_agreement=0.9), ["1 Ada", "1 Ben"]),
        # Of 12 code points 8 are called the same by both.
        (SetFilter(least_agreement=0.66), ["1 Ada", "1 Ben", "2 Ada", "2 Ben"]),
        (SetFilter(gold_only=True), []),
    ],
)
def test_sets_are_left_out_by_what_is_known_of_them(project, tmp_path, wanted, sets):
    target = tmp_path / "out.jsonl"
    export_project(project, target, wanted=wanted)
    records = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [f"{one['page']} {one['annotator']}" for one in records] == sets


def test_gold_sets_and_forks_have_no_part_in_the_agreement_of_a_page(project, tmp_path):
    decide_blocks(project, 1, {0: "teaser", 1: "teaser"})
    fork_set(project, 1, "Ben", "Ben (2)", {0: "teaser", 1: "body"})
    target = tmp_path / "out.jsonl"
    wanted = SetFilter(least_agreement=1.0, gold_only=True)
    export_project(project, target, wanted=wanted)
    (record,) = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert (record["page"], record["annotator"]) == (1, "gold")
    manifest = json.loads((tmp_path / "out.jsonl.manifest.json").read_text("utf-8"))
    assert manifest["filter"] == {"gold_only": True, "least_agreement": 1.0}
    assert manifest["command"].endswith("--gold --agreement 1")


def test_large_pages_are_read_alone_and_small_ones_together():
    sizes = [10, 10, 2_000_000, 10, *([5] * 40)]
    pages = [
        WantedPage(OutgoingRow(PageId(number), size, "", None, is_blind=False))
        for number, size in enumerate(sizes)
    ]
    cut = list(chunks(pages))
    assert [len(one) for one in cut] == [2, 1, 32, 9]
    assert [one for chunk in cut for one in chunk] == pages
