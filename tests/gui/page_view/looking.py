"""Somebody who looks at a page in the page view: shows it, asks the browser, uses the mouse."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest

from annotator.core.pages import RawPage
from annotator.core.spans import Span
from annotator.gui.cursor.page_cursor import PageCursor
from annotator.gui.page_view.layers import ALL, Layers
from annotator.gui.page_view.prepared import PreparedCopy, prepare
from annotator.gui.page_view.view import PageView
from annotator.pages.display import display
from annotator.pages.parsing import parse
from annotator.pages.white_space import folded
from annotator.services.displaying import PageCopy, own_sheet
from annotator.services.sitting import Sitting
from tests.gui.text_view.sittings import sitting_on
from tests.unit.pages.pages import document_of, html

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
LONGEST_MS = 30_000


class Looking:
    """One view, and what is shown in it."""

    def __init__(self, qtbot: Any, layers: Layers = ALL) -> None:
        self.qtbot = qtbot
        self.cursor = PageCursor()
        self.view = PageView(self.cursor)
        self.view.layers = layers
        self.view.resize(900, 700)
        self.view.copy_wanted.connect(self.bring)
        self.raw: RawPage | None = None
        self._clock = 0
        self.prepared: PreparedCopy | None = None

    def at(self, page: RawPage | str) -> Sitting:
        """Show a page and wait until it is there."""
        self.raw = html(page) if isinstance(page, str) else page
        sitting = sitting_on(document_of(parse(self.raw)))
        self.view.show()
        self.cursor.show_sitting(sitting)
        self.wait()
        return sitting

    def wait(self) -> None:
        """Wait until the page that is asked for is on the screen."""
        self.qtbot.waitUntil(lambda: self.view.is_ready, timeout=LONGEST_MS)
        self.js("0")

    def bring(self, sitting: Sitting, with_styles: bool = True) -> None:
        """Make the copy of the page and give it to the view."""
        assert self.raw is not None
        encoding = parse(self.raw).facts.encoding
        displayed = display(self.raw, encoding, with_styles=with_styles, own_sheet=own_sheet())
        copy = PageCopy(displayed, self.raw.resources)
        self.prepared = prepare(sitting.document, copy, with_styles=with_styles)
        self.view.show_copy(sitting, self.prepared)

    def end(self) -> None:
        """Close the view and let the browser end what it has begun."""
        self.view.hide()
        self.view.deleteLater()
        self.qtbot.wait(20)

    # What the browser says

    def js(self, code: str) -> Any:
        """What a piece of JavaScript in our own world answers."""
        browser = self.view.browser
        assert browser is not None
        answers: list[Any] = []
        # As JSON, since Qt hands lists of lists over as nothing.
        browser.page().runJavaScript(f"JSON.stringify({code})", 1, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=LONGEST_MS)
        return json.loads(answers[0] or "null")

    def units(self, span: Span) -> list[int]:
        """Where a span is shown, as the browser counts."""
        assert self.prepared is not None
        return self.prepared.text.ranges(span)

    def texts(self) -> list[str]:
        """What the browser has where each block is shown, white space folded."""
        return [folded(text) for text in self.js("annotator.texts()")]

    def seen(self) -> list[bool]:
        """Whether the browser lays out anything of each block."""
        return list(self.js("annotator.seen()"))

    def painted(self, name: str) -> list[tuple[int, int]]:
        """The ranges of a highlight, read back from the browser."""
        found = self.js("annotator.painted()")
        return sorted((round(start), round(stop)) for one, start, stop in found if one == name)

    def boxes(self, span: Span) -> list[tuple[float, float, float, float]]:
        """Where the characters of a span are in the view: left, top, width, height."""
        return [tuple(one) for one in self.js(f"annotator.boxes({self.units(span)})")]

    # What a hand does

    def point(self, place: int, *, after: bool = False) -> QPoint:
        """A point in the leading half of a character of the document, or in its trailing half."""
        left, top, width, height = self.boxes(Span(place, place + 1))[0]
        x = left + width * (0.8 if after else 0.2)
        return QPoint(round(x), round(top + height / 2))

    def click(self, point: QPoint, times: int = 1, modifiers: Any = NONE) -> None:
        """Click somewhere in the page, once or several times."""
        # Chromium counts presses by their times, which those of QTest keep apart.
        self._clock += 2_000
        for _ in range(times):
            for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
                self._clock += 20
                self._send(kind, point, modifiers)

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait until the browser has told, and the cursor has heard, what makes it so."""
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=10_000)

    def drag(
        self, points: Sequence[QPoint], is_under_way: Callable[[], object] = lambda: True
    ) -> None:
        """Press the button at the first point, go along the others, release it at the last.

        Chromium makes one of moves that come at once: it goes on when the drag is under way.
        """
        surface = self._surface()
        QTest.mousePress(surface, LEFT, NONE, points[0])
        for point in points[1:]:
            QTest.mouseMove(surface, point)
            self.js("0")
            self.until(is_under_way)
        QTest.mouseRelease(surface, LEFT, NONE, points[-1])

    def hover(self, point: QPoint) -> None:
        """Move the mouse there, no button down."""
        QTest.mouseMove(self._surface(), point)

    def wheel(self, delta: int) -> None:
        """Turn the wheel in the middle of the view, by eighths of a degree."""
        surface = self._surface()
        middle = QPointF(surface.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(surface.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(surface, event)

    def _send(self, kind: QEvent.Type, point: QPoint, modifiers: Any) -> None:
        surface = self._surface()
        where = QPointF(point)
        buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        event = QMouseEvent(kind, where, surface.mapToGlobal(where), LEFT, buttons, modifiers)
        event.setTimestamp(self._clock)
        QCoreApplication.sendEvent(surface, event)

    def _surface(self) -> Any:
        browser = self.view.browser
        assert browser is not None
        return browser.focusProxy() or browser
