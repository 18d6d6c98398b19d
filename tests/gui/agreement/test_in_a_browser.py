"""The report on agreement in a real browser, with nothing to hold back what it might do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.core.agreement_report import Grouping
from annotator.gui.page_view.layers import NONE
from annotator.services.agreement_html.document import write_document
from annotator.services.agreement_quotes import places_to_quote
from tests.agreements import compared, group_of, pair_of, report_of
from tests.hostile.listening import listening

pytest.importorskip("PySide6.QtWebEngineWidgets", reason="the page view is an optional extra")

from tests.gui.page_view.test_hostility import visited


def written(path, port):
    """A report in which every name and quote wants to run, or to fetch something."""
    away = f"http://127.0.0.1:{port}/"
    names = (
        f"<script>fetch('{away}a');alert(1)</script>",
        f'"><img src={away}b onerror=alert(2)><svg onload=alert(3)>',
    )
    pages = (compared(1, title=f"</title><iframe src={away}c></iframe>"), compared(2))
    report = report_of(pair_of(*names), pages=pages, groups=(group_of(Grouping.SITE, names[0]),))
    quote = f"<style>@import '{away}d'; body {{ background: url({away}e) }}</style>"
    quotes = dict.fromkeys(places_to_quote(report), quote)
    write_document(report, quotes, f"<link rel=stylesheet href={away}f>", path)
    return names, quote


@pytest.mark.parametrize("without_scripts", [True, False])
def test_nothing_is_fetched_and_all_of_it_is_read_without_a_script(tmp_path, without_scripts):
    layers = replace(NONE, no_scripts=without_scripts)
    with listening() as listener:
        names, quote = written(tmp_path / "agreement.html", listener.port)
        pages = [(tmp_path / "agreement.html", "text/html")]
        (answer,) = visited([(layers, pages)], names=True)
        heard = listener.heard()
    assert heard.is_nothing, heard
    assert (answer["requests"], answer["dialogs"], answer["windows"]) == ([], 0, 0)
    shown = " ".join(answer["shown"].split())
    for words in (*names, quote, "Cohen’s κ", "Label by label", "sets that are not finished (3)"):
        assert words in shown
