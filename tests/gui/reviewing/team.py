"""A team whose work is reviewed: what two annotators said of small pages, and the window for it."""

import functools
import tempfile
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.spans import Span
from annotator.gui.saving import SaveState
from annotator.services import annotating, importing, projects, reviewing
from tests.gui.windows import NONE, settle

ADA, BO, CLEO = "Adalind Quux", "Bohumil Zed", "Cleo Reviewer"

# By block of a page: headline, first paragraph, second paragraph, imprint.
AGREED = ("headline", "body", "body", "boilerplate")
OTHER = ("headline", "teaser", "body", "boilerplate")


def html(number, *, is_alike=False):
    """A page of four blocks; all that are alike have texts of one length."""
    number = f"{number:04}" if is_alike else number
    return (
        f"<html><head><title>Page {number}</title></head><body><h1>Headline {number}</h1>"
        f"<p>First paragraph of page {number}.</p><p>Second paragraph, said at length.</p>"
        "<footer>Imprint</footer></body></html>"
    )


def make_project(folder, count=3, *, is_alike=False):
    folder.mkdir(parents=True)
    path = folder / "team.annotator"
    path.write_bytes(_imported(count, is_alike))
    return path


def make_team(folder):
    """Three pages: they differ once on the first, three times on the second, never on the third."""
    folder.mkdir(parents=True)
    path = folder / "team.annotator"
    path.write_bytes(_labelled())
    return path


@functools.cache
def _imported(count, is_alike):
    """The project as it is imported, made once: nearly every test begins with a copy."""
    with tempfile.TemporaryDirectory() as name:
        pages = Path(name) / "pages"
        pages.mkdir()
        for number in range(1, count + 1):
            (pages / f"{number:04}.html").write_text(html(number, is_alike=is_alike))
        path = Path(name) / "team.annotator"
        with projects.create_project(path, blind_share=0) as project:
            importing.import_paths(project, [pages])
        return path.read_bytes()


@functools.cache
def _labelled():
    often = ("headline", "teaser", ("said", "body", "boilerplate"), "teaser")
    with tempfile.TemporaryDirectory() as name:
        path = make_project(Path(name) / "team")
        for page, other in ((1, OTHER), (2, often), (3, AGREED)):
            label(path, page, ADA, AGREED)
            label(path, page, BO, other)
        return path.read_bytes()


def label(path, page, annotator, labels, *, finish=True):
    """Give each block of a page its label; a label of None leaves it; a pair cuts it at a word."""
    with projects.open_project(path) as project:
        label_in(project, page, annotator, labels, finish=finish)


def label_in(project, page, annotator, labels, *, finish=True):
    sitting = annotating.open_sitting(project, page, annotator)
    lines = labelled(sitting, labels, finish=finish)
    annotating.save(project, page, annotator, sitting.revision, lines)


def labelled(sitting, labels, *, finish=True):
    """The lines of giving each block its label."""
    lines = []
    for block, name in zip(sitting.document.blocks, labels, strict=True):
        if isinstance(name, tuple):
            cut = sitting.document.text.index(name[0], block.span.start)
            parts = ((Span(block.span.start, cut), name[1]), (Span(cut, block.span.end), name[2]))
        else:
            parts = ((block.span, name),)
        for span, one in parts:
            done = sitting.clear([span]) if one is None else sitting.label([span], one)
            lines += [done.line] if done.line else []
    if finish:
        done = sitting.finish()
        lines += [done.line] if done.line else []
    return lines


def label_many(project, pages, by_annotator):
    """Label many small pages that are alike, in one transaction."""
    made = {}
    for name, (labels, finish) in by_annotator.items():
        sitting = annotating.open_sitting(project, pages[0], name)
        made[name] = labelled(sitting, labels, finish=finish)
    with project.store.begin() as transaction:
        for page in pages:
            for name, lines in made.items():
                author = transaction.annotators.find_or_add(name)
                transaction.sets.append(page, author, 0, lines, 0)


def gold(path, page):
    """What the gold set of a page says, by its text."""
    with projects.open_project(path) as project:
        sitting = reviewing.open_review(project, page, CLEO)
        return {sitting.document.quote(one.span): str(one.label) for one in sitting.annotations}


def opened(path, page):
    with projects.open_project(path) as project:
        return reviewing.open_review(project, page, CLEO)


def at_rest(qtbot, window, review):
    """Wait until nothing is under way in either window."""
    settle(qtbot, window)
    qtbot.waitUntil(
        lambda: (
            window.runner.is_idle
            and review.desk.queue.state is not SaveState.SAVING
            and not review.verdicts.is_waiting
            and not review.reading.is_settling
        ),
        timeout=15_000,
    )


def press(review, key, modifiers=NONE):
    """A key, where a reviewer would press it."""
    QTest.keyClick(QApplication.focusWidget() or review, key, modifiers)


def type_text(review, text):
    QTest.keyClicks(QApplication.focusWidget() or review, text)


def shown(qtbot, review, kind):
    """The dialog that was just opened, once it has the keys."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
    return QApplication.activeWindow()
