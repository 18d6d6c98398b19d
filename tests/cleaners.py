"""Cleaners that another package brings, for tests, and a project to measure them on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.core.pages import PageKind, RawPage
from annotator.pages.parsing import parse
from annotator.services.evidence import evidence_of
from annotator.services.projects import Project, create_project
from annotator.services.sitting import Sitting
from annotator.storage.pages import NewPage
from tests.stored import IMPORTED_AT, do

STORY = "The harbour was closed on Monday because of ice on the water."
MORE = "It will be open again tomorrow, said the mayor of the town."
MENU = "Home News Sport Weather Contact"

_MODULE = """
import os, re, socket, sys, time
from urllib.request import urlopen

def paragraphs(html):
    print("said to nobody", file=sys.stderr)
    print("and to nobody else")
    return "\\n".join(re.findall(r"<p>(.*?)</p>", html))

def everything(html):
    return re.sub(r"<[^>]*>", " ", html)

def first(html):
    return re.findall(r"<p>(.*?)</p>", html)[0]

def hang(html):
    time.sleep(60)

def die(html):
    os._exit(3)

def hang_on_second(html):
    if "Second" in html:
        time.sleep(60)
    return paragraphs(html)

def fail(html):
    raise ValueError("no  idea\\nof it")

def nothing(html):
    return None

def number(html):
    return 7

def fetch(html):
    try:
        urlopen("http://127.0.0.1:9/", timeout=5)
    except OSError as error:
        return f"refused: {error}"

def connect(html):
    socket.create_connection(("127.0.0.1", 9), timeout=5)

no_function = "text"
"""
NAMES = (
    *("paragraphs", "everything", "first", "hang", "die", "hang_on_second", "fail", "nothing"),
    *("number", "fetch", "connect", "no_function"),
)


def register(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a package installed, here and in the processes that are started, that brings these."""
    place = folder / "packages"
    metadata = place / "tried_cleaners-1.5.dist-info"
    metadata.mkdir(parents=True)
    (place / "tried_cleaners.py").write_text(_MODULE, "utf-8")
    (place / "broken_cleaners.py").write_text("raise RuntimeError('no licence')\n", "utf-8")
    (place / "lacking_cleaners.py").write_text("import no_such_library\n", "utf-8")
    lines = [f"{name} = tried_cleaners:{name}" for name in NAMES]
    lines += ["broken = broken_cleaners:clean", "lacking = lacking_cleaners:clean"]
    (metadata / "METADATA").write_text("Name: tried-cleaners\nVersion: 1.5\n", "utf-8")
    (metadata / "entry_points.txt").write_text(
        "\n".join(["[annotator.cleaners]", *lines]) + "\n", "utf-8"
    )
    monkeypatch.syspath_prepend(str(place))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(place), _before()])))


def _before() -> str:
    return os.environ.get("PYTHONPATH", "")


def html_page(title: str, *paragraphs: str, language: str = "en") -> bytes:
    """A page with a menu, and a story of these paragraphs."""
    story = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f'<html lang="{language}"><head><title>{title}</title></head><body>'
        f"<div>{MENU}</div>{story}<div>Contact us</div></body></html>"
    ).encode()


def add_html(
    project: Project,
    content: bytes,
    annotator: str,
    site: str = "news.example",
    *,
    done: bool = True,
    is_blind: bool = False,
) -> int:
    """Import a page, and have its paragraphs labelled as body and the rest as boilerplate."""
    raw = RawPage(content, "page.html", PageKind.HTML, f"https://{site}/{len(content)}", "utf-8")
    parsed = parse(raw)
    with project.store.begin() as transaction:
        number = transaction.pages.add_all(
            [NewPage(content, parsed, is_blind=is_blind)], IMPORTED_AT
        )[0]
        transaction.evidence.keep(number, evidence_of(parsed))

    def label(sitting: Sitting):
        blocks = sitting.document.blocks
        return sitting.label([one.span for one in blocks if one.tag == "p"], "body")

    do(project, number, annotator, label)
    do(project, number, annotator, Sitting.fill)
    if done:
        do(project, number, annotator, Sitting.finish)
    return number


def measured_project(folder: Path) -> Project:
    """Three pages that Ada finished, of two sites and two languages, and one that she did not."""
    project = create_project(folder / "news.annotator")
    add_html(project, html_page("First", STORY, MORE), "Ada")
    add_html(project, html_page("Second", MORE, STORY, MORE), "Ada", "other.example")
    add_html(project, html_page("Third", STORY, STORY, language="de-AT"), "Ada")
    add_html(project, html_page("Fourth", MORE), "Ada", done=False)
    return project
