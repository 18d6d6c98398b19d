"""A page that was written to a file, in a browser that has nothing of the program's defence."""

from __future__ import annotations

from base64 import b64decode

import pytest

from annotator.core.pages import Resource
from annotator.gui.page_view.layers import Layers
from annotator.pages.display import display
from annotator.pages.display_file import self_contained
from annotator.services.displaying import own_sheet
from tests.gui.page_view.looking import Looking
from tests.unit.pages.pages import html

PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==")
SCRIPT = b"<script>document.body.className = 'ran'</script>"


@pytest.fixture
def bare(qtbot):
    """A browser in which scripts run and no policy comes with the page."""
    pytest.importorskip("PySide6.QtWebEngineWidgets", reason="the page view is an optional extra")
    one = Looking(qtbot, Layers(no_scripts=False, policy=False))
    one.at("<p>before")
    yield one
    one.end()


def show(looking: Looking, markup: bytes) -> None:
    from annotator.gui.page_view.scheme import Served  # noqa: PLC0415 - only where the extra is

    with looking.qtbot.waitSignal(looking.view.browser.program.begun, timeout=30_000):
        looking.view.browser.show_document(Served(markup))


def written(*, shows_hidden: bool = False) -> bytes:
    sheet = own_sheet(shows_hidden=shows_hidden)
    copy = display(
        html("<h1>The ferry returns</h1><p hidden>menu</p><img src=cid:a>"),
        "utf-8",
        own_sheet=sheet,
    )
    markup = copy.markup.replace(b"</body>", b'<img src="image/0"/></body>')
    image = Resource("cid:a", "image/gif", PIXEL)
    displayed = type(copy)(markup, copy.map, copy.element_count, copy.has_styles)
    return b"".join(self_contained(displayed, [image], "A page"))


def test_the_policy_in_the_file_keeps_scripts_from_running(bare):
    show(bare, b'<html xmlns="http://www.w3.org/1999/xhtml"><body>' + SCRIPT + b"</body></html>")
    assert bare.js("document.body.className") == "ran"
    heard: list[str] = []
    page = bare.view.browser.page()
    page.javaScriptConsoleMessage = lambda _level, message, *_where: heard.append(message)
    show(bare, written().replace(b"</body>", SCRIPT + b"</body>"))
    assert bare.js("document.querySelectorAll('script').length") == 1
    assert bare.js("document.body.className") == ""
    assert [one.partition(" because")[0] for one in heard] == ["Refused to execute inline script"]


def test_its_image_is_shown(bare):
    show(bare, written())
    bare.until(lambda: bare.js("document.querySelector('img').naturalWidth") == 1)


@pytest.mark.parametrize("shows_hidden", [False, True])
def test_what_the_page_hides_is_in_sight_where_that_is_wanted(bare, shows_hidden):
    show(bare, written(shows_hidden=shows_hidden))
    assert bare.js("document.querySelector('p').getClientRects().length > 0") is shows_hidden
    assert bare.js("document.querySelector('h1').getClientRects().length") == 1
