"""What a project writes it takes in again, as the set of somebody else, on the same pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.core.set_filter import SetFilter
from annotator.core.spans import Span
from annotator.formats import registry
from annotator.formats.reading import ComingPage, GoldText
from annotator.services import annotating, exporting
from annotator.services.changes import Changes
from annotator.services.importing import import_paths
from annotator.services.known_pages import KnownPages
from annotator.services.projects import Project, create_project
from annotator.services.sitting import Sitting
from annotator.services.taking_in import SetFate, Wish, reader_names, take_in
from tests.services.round_trips import ROUND_TRIPS, RoundTrip

_HEAD = '<meta charset="utf-8"><link rel="canonical" href="https://news.example/{0}">'
_PAGES = {
    "bridge.html": """<title>Bridge</title><body><nav><a href="/">Home</a></nav>
<h1>New bridge 😀 opens</h1><p>Ada Byron</p><p>The “bridge” is open — at last.</p><p>Read more</p>
<ul><li>It is long</li><li>It is wide</li></ul><p>Read more</p><p>Photo: <b>made by AI</b></p>
<p style="display:none">Hidden words</p><footer><p>Read more</p><p>© 2026</p></footer>""",
    "arabic.html": """<title>خبر</title><body dir="rtl"><h1>جسر جديد في المدينة</h1>
<p>افتتح الجسر اليوم&nbsp;أمام الناس.</p><p>新聞 e\u0301 👩‍👩‍👧 क्षि</p><p>اقرأ المزيد</p>""",
}
_LABELS = {
    "New bridge 😀 opens": "headline",
    "The “bridge” is open — at last.": "body",
    "It is long": "body",
    "It is wide": "body",
    "made by AI": "ai_label",
    "جسر جديد في المدينة": "headline",
    "افتتح الجسر اليوم\u00a0أمام الناس.": "body",
    "新聞 e\u0301 👩‍👩‍👧 क्षि": "body",
    "اقرأ المزيد": "teaser",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("taking-back")
    for name, body in _PAGES.items():
        markup = f"<!DOCTYPE html><html><head>{_HEAD.format(name)}{body}</html>"
        (folder / name).write_text(markup, encoding="utf-8")
    with create_project(folder / "news.annotator") as made:
        import_paths(made, [folder / name for name in _PAGES])
        for number in (1, 2):
            _label(made, PageId(number))
        yield made


def _label(project: Project, page: PageId) -> None:
    for quote, label in _LABELS.items():

        def step(sitting: Sitting, quote: str = quote, label: str = label) -> Changes:
            start = sitting.document.text.find(quote)
            return sitting.label([Span(start, start + len(quote))] if start >= 0 else [], label)

        annotating.change(project, page, "Ada", step)
    annotating.change(project, page, "Ada", lambda sitting: sitting.fill())
    annotating.change(project, page, "Ada", lambda sitting: sitting.finish())


def labels_of(project: Project, page: PageId, annotator: str) -> list[tuple[str, str | None]]:
    """Every character that is shown, with its label."""
    sitting = annotating.open_sitting(project, page, annotator)
    return [
        (sitting.document.text[offset], one.label if one else None)
        for block in sitting.document.blocks
        if block.hidden is None
        for offset in range(block.span.start, block.span.end)
        if not sitting.document.text[offset].isspace()
        for one in [sitting.annotations.at(offset)]
    ]


@pytest.mark.parametrize("way", ROUND_TRIPS, ids=lambda way: way.writer)
def test_a_set_comes_back_with_what_the_format_keeps(
    way: RoundTrip, project: Project, tmp_path: Path
):
    target = tmp_path / f"out{way.ending}"
    wanted = SetFilter(annotator="Ada")
    exporting.export_project(project, target, format_name=way.writer, wanted=wanted)
    whose = f"From {way.writer}"
    result = take_in(project, target, wish=Wish(whose), format_name=way.reader)
    assert [(one.fate, one.page, one.reason) for one in result.sets] == [
        (SetFate.NEW, 1, ""),
        (SetFate.NEW, 2, ""),
    ]
    for number in (1, 2):
        before = labels_of(project, PageId(number), "Ada")
        after = labels_of(project, PageId(number), whose)
        assert after == [(one, way.back[label]) for one, label in before]
    status = annotating.open_sitting(project, PageId(1), whose).status
    assert (status is Status.FINISHED) is way.tells_status


def test_every_format_that_is_written_and_read_has_a_row():
    both = set(reader_names()) & set(registry.format_names())
    assert both <= {way.reader for way in ROUND_TRIPS}
    assert {way.writer for way in ROUND_TRIPS} <= set(registry.format_names())


def test_the_second_set_of_a_page_finds_its_page(project: Project):
    with project.store.read() as transaction:
        digest = transaction.pages.facts(PageId(2)).digest
    known = KnownPages(project)
    for name in (digest, f"{digest}-2", f"{digest}-13"):
        assert known.find(ComingPage(name=name), GoldText(())) == 2
    assert known.find(ComingPage(name=f"{'0' * 64}-2"), GoldText(())) is None
