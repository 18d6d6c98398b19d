"""Real pages in all their forms, and a browser that is shown them and asked what it lays out."""

from __future__ import annotations

import gzip
import json
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import page_browser  # first: it chooses the platform of Qt

# ruff: isort: split
from PySide6.QtCore import QEventLoop, QTimer

from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.pages import PageKind, RawPage
from annotator.gui.page_view.prepared import PreparedCopy, prepare
from annotator.gui.page_view.scheme import Served
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.displaying import PageCopy, own_sheet

LONGEST_MS = 20_000
AHEAD = 4
STYLES = (True, False)
SOURCE = (Path(__file__).parent / "page_fidelity.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Made:
    """A page, its document, and its copies with and without its own styles."""

    raw: RawPage
    encoding: str
    document: Document
    copies: dict[bool, PreparedCopy]


class Judge:
    """A browser that is shown one thing after another, and asked."""

    def __init__(self) -> None:
        self._browser = page_browser.make()

    def renew(self) -> None:
        """Take a new browser: the one before answers no more, or has shown enough."""
        self._browser.hide()
        self._browser.deleteLater()
        self._browser = page_browser.make()

    def load(self, served: Served) -> None:
        """Show a document and wait until it has all of its tree."""
        begun = self._browser.program.begun
        loop = QEventLoop()
        heard: list[bool] = []

        def done() -> None:
            heard.append(True)
            loop.quit()

        begun.connect(done)
        QTimer.singleShot(LONGEST_MS, loop, loop.quit)
        self._browser.show_document(served)
        if not heard:
            loop.exec()
        begun.disconnect(done)
        if not heard:
            raise TimeoutError

    def show(self, copy: PreparedCopy) -> None:
        """Show a copy, its blocks told to the script."""
        self.load(Served(copy.copy.displayed.markup))
        nothing = {"marks": [], "style": "", "frame": "", "classes": {}}
        self._browser.tell("show", {"blocks": copy.blocks, **nothing})

    def ask(self, code: str) -> Any:
        """What a piece of JavaScript answers."""
        answers: list[str] = []
        loop = QEventLoop()
        text = f"JSON.stringify({code})"
        QTimer.singleShot(LONGEST_MS, loop, loop.quit)
        self._browser.page().runJavaScript(text, 1, lambda one: (answers.append(one), loop.quit()))
        if not answers:
            loop.exec()
        if not answers:
            raise TimeoutError
        return json.loads(answers[0] or "null")

    def causes(self, name: str, argument: object) -> Any:
        """What one of the functions in `page_fidelity.js` answers."""
        return self.ask(f"{SOURCE.strip()}.{name}({json.dumps(argument)})")


def made(pool: ParsingPool, path: Path) -> Made:
    """Read a page and make its copies."""
    name = f"{path.parent.name}/{path.name}"
    raw = RawPage(gzip.decompress(path.read_bytes()), name, PageKind.HTML)
    parsed = pool.submit(raw).result()
    document = document_from_json(parsed.text, parsed.blocks)
    copies = {}
    for with_styles in STYLES:
        copying = pool.display(
            raw, parsed.facts.encoding, with_styles=with_styles, own_sheet=own_sheet()
        )
        copy = PageCopy(copying.result(), ())
        copies[with_styles] = prepare(document, copy, with_styles=with_styles)
    return Made(raw, parsed.facts.encoding, document, copies)


def all_made(paths: Sequence[Path]) -> Iterator[tuple[Path, Future[Made]]]:
    """The pages in order; a few are made while one is looked at."""
    with ParsingPool(workers=2, seconds=30) as pool, ThreadPoolExecutor(2) as threads:
        waiting: deque[tuple[Path, Future[Made]]] = deque()
        for path in paths:
            waiting.append((path, threads.submit(made, pool, path)))
            if len(waiting) > AHEAD:
                yield waiting.popleft()
        yield from waiting
