"""What a page with 5,000 disagreements costs on the screen: its text, its list, each step.

The yardstick is what the services take to open the same review (`review`): the window has the rest
of 200 ms. A text of 10,000 blocks is shown with both sets and the decision beside each other, with
the list of all disagreements and the card of the current one, in the panes of the review window,
1320 pixels wide. Each time ends when everything is painted.
Run: `python -m benchmarks.review_window`; medians of twenty.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from annotator.gui.reviewing.review_pages import ReviewPages
from annotator.gui.reviewing.review_panels import ReviewPanels
from annotator.gui.reviewing.veil import Veil
from annotator.services import reviewing
from annotator.services.gold_sitting import GoldSitting
from benchmarks.figures import machine, milliseconds, table
from benchmarks.review import EVE, MOST, PAGE, a_project, decide, timed

_SIZE = (1320, 800)


class Shown:
    """The panes of the review window."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self.panels = ReviewPanels(ReviewPages(), lambda _action: "Key")
        self.list = self.panels.list
        self.panels.resize(*_SIZE)
        self.panels.show()
        self.paint()

    def paint(self) -> None:
        """Have all painted that is to be."""
        self._application.processEvents()

    def clear(self) -> None:
        """Show no page."""
        self.panels.show_review(None, Veil())

    def show(self, sitting: GoldSitting) -> None:
        """Show a page as when it is opened: there was none before."""
        digest = sitting.facts.digest
        veil = Veil.over(digest, sitting.reviewer, sitting.names, (), is_blind=True)
        self.panels.show_review(sitting, veil)
        self.paint()

    def go_to(self, number: int) -> None:
        """Go to a disagreement."""
        self.panels.go_to(number)
        self.paint()

    def decide(self, sitting: GoldSitting, number: int) -> None:
        """Decide one, and show that."""
        self.panels.refresh(decide(sitting, number))
        self.paint()


def main() -> int:
    print(machine())
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name, a_project(Path(name)) as project:
        opened = timed(lambda _: reviewing.open_review(project, PAGE, EVE))
        sittings = [reviewing.open_review(project, PAGE, EVE) for _ in range(2)]
        shown = Shown(application)

        def open_it(turn: int) -> None:
            shown.clear()
            shown.show(sittings[turn % 2])

        first = timed(open_it)
        sitting = sittings[1]
        shown.show(sitting)
        count = len(shown.list.numbers())
        gone = timed(lambda turn: shown.go_to(1 + turn * 7_919 % count))
        decided = timed(lambda turn: shown.decide(sitting, 1 + turn * 7_919 % count))

        def order(turn: int) -> None:
            shown.list.order.setCurrentIndex((turn + 1) % 2)
            shown.paint()

        def filter_(turn: int) -> None:
            shown.list.progress.setCurrentIndex((turn + 1) % 2)
            shown.paint()

        ordered, filtered = timed(order), timed(filter_)
    steps = [
        ("opened in the services (the yardstick)", opened),
        ("shown: text, columns, list, card", first),
        ("one gone to, anywhere", gone),
        ("one decided, and that shown", decided),
        ("the list ordered otherwise", ordered),
        ("the list filtered", filtered),
    ]
    rows = [
        (
            name,
            milliseconds(one.clock),
            milliseconds(one.core),
            f"{one.core / opened.core:.2f}",
        )
        for name, one in steps
    ]
    print(table((f"{count:,} disagreements on the screen", "clock", "one core", "ratio"), rows))
    whole = opened.core + first.core
    print(f"\nOpened and shown: {milliseconds(whole)} of one core, at most {milliseconds(MOST)}.")
    return 1 if whole > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
