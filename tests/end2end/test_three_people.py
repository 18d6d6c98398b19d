"""Two people label the same pages, a third reviews them by keys alone, and gold comes out.

Everybody has a project of their own; what they send each other are bundles.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator import app
from annotator.core.masks import mask_key, masks
from annotator.gui.discussing.returned_strip import ReturnedStrip
from annotator.gui.reviewing.review_window import ReviewWindow
from annotator.gui.reviewing.write_dialog import WriteDialog
from annotator.gui.saving import SaveState
from tests.end2end.editor import Editor, work

COUNT = 10
GOLDEN = Path(__file__).parents[1] / "golden"
ADA, BEN, CLEO = "Ada Quill", "Ben Ochre", "Cleo Umber"
PAGE = """<html><head><title>{head}</title></head><body><nav>Harbour Post</nav><h1>{head}</h1>
<p>{lead}</p><p>{story}</p><aside><h3>{other}</h3></aside><footer>Imprint</footer></body></html>"""
STORIES = (
    ("Ferry returns to the quay", "Eleven months are over.", "It is back, the captain said."),
    ("Bridge closes for repairs", "Buses go round.", "Read our newsletter every morning."),
    ("Lighthouse gets a new lamp", "It shines for miles.", "The keeper is glad."),
    ("Market moves indoors", "Rain was too much.", "Also today: the fish is early."),
    ("Choir sings on the pier", "Forty came.", "It was cold 🥶 and loud."),
    ("Library boat is late", "The river is low.", "We wait, readers said. Photo: A. Tern"),
    ("Mill has a new wheel", "Oak it is.", "It turns again."),
    ("Old map found in an attic", "It shows the harbour.", "Nobody knows who drew it."),
    ("Gulls learn to open bins", "Two of them can.", "The others watch."),
    ("سفينة تعود إلى الميناء", "انتظرها الناس.", "عادت اليوم."),
)
# What the keys give: navigation, headline, story, story, another story, footer.
RIGHT = "xhbbtx"
BENS = {2: "xhbxtx", 4: "xhbttx", 7: "bbbbbb"}
NO_STORY = "Photo: A. Tern"
RETURNED, REASON = 7, "Only the story is body."


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ten pages, as a crawler saved them, in a folder that is called the same in every run."""
    monkeypatch.chdir(tmp_path)
    folder = Path("pages")
    folder.mkdir()
    for number, (head, lead, story) in enumerate(STORIES, 1):
        after = STORIES[number % COUNT][0]
        page = PAGE.format(head=head, lead=lead, story=story, other=after)
        (folder / f"{number:02}.html").write_text(page, "utf-8")
    return folder


@pytest.fixture
def run(capsys):
    """The program as a script calls it; answers the JSON that it prints."""

    def call(*arguments: object) -> dict[str, object]:
        capsys.readouterr()
        assert app.main([*map(str, arguments), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return call


def label_all(keys_of: dict[int, str], photo_on: int | None = None):
    """What somebody types who labels the ten pages one after the other."""

    def script(editor: Editor) -> None:
        for number in range(1, COUNT + 1):
            editor.until(lambda number=number: editor.page == number)
            editor.type(keys_of.get(number, RIGHT))
            if number == photo_on:
                editor.press("Ctrl+F")
                editor.type(NO_STORY)
                editor.press("Esc", "F3")
                editor.type("x")
            editor.until(lambda: None not in editor.labels)
            editor.press("Return")
        editor.rest()

    return script


class Reviewer:
    """What a reviewer does and sees in the window for it."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        editor.press("Ctrl+R")
        editor.until(lambda: isinstance(QApplication.activeWindow(), ReviewWindow))
        self.window: ReviewWindow = QApplication.activeWindow()
        self.rest()

    @property
    def page(self) -> int:
        """The page that is open."""
        return self.window.desk.sitting.page if self.window.desk.sitting else 0

    @property
    def progress(self) -> str:
        """How far the review is."""
        return self.window.panels.pages.progress.text()

    def rest(self) -> None:
        """Wait until all is stored and the keys go to this window."""
        window = self.window
        self.editor.until(
            lambda: (
                window.desk.gold is not None
                and self.editor.window.runner.is_idle
                and window.desk.queue.state is SaveState.SAVED
                and not window.verdicts.is_waiting
                and not window.reading.is_settling
            )
        )
        window.activateWindow()
        self.editor.until(window.isActiveWindow)

    def accept(self) -> None:
        """Accept the page, which opens the next one."""
        self.editor.press("Ctrl+Return")
        self.rest()

    def give_back(self, letter: str, reason: str) -> None:
        """Return the page to one of the two, who has no name here."""
        self.editor.press("Ctrl+Backspace")
        self.editor.until(lambda: isinstance(QApplication.activeWindow(), WriteDialog))
        self.editor.press("Shift+Tab")  # from the reason back to whom it goes
        self.editor.type(letter)
        self.editor.press("Tab")
        self.editor.type(reason)
        self.editor.press("Ctrl+Return")
        self.rest()

    def close(self) -> None:
        """Go back to the window of the project."""
        self.editor.press("Ctrl+W")
        self.editor.until(lambda: not self.window.isVisible())
        self.editor.return_to_window()


def receive_by_keys(editor: Editor, bundle: Path) -> None:
    """Look into a bundle and take it in."""
    editor.until(lambda: editor.page)
    editor.rest()
    editor.press("Ctrl+Shift+B")
    editor.choose(bundle)
    dialog = editor.dialog("Receive a bundle")
    dialog.activateWindow()  # as a desktop does with a dialog that is new
    editor.until(dialog.receive.hasFocus)
    editor.press("Return")
    editor.until(lambda: QApplication.activeModalWidget() is None)
    editor.return_to_window()
    editor.rest()


def review(bundle: Path, digests: dict[int, str]):
    """What the reviewer does first: receive the second bundle, decide, and return one page."""
    decided = {2: "b", 4: "b", 6: "-"}

    def script(editor: Editor) -> None:
        receive_by_keys(editor, bundle)
        reviewer = Reviewer(editor)
        # On the first page nothing differs: the review begins with the second, and ends with it.
        for number in (*range(2, COUNT + 1), 1):
            assert reviewer.page == number
            if number == RETURNED:
                order = masks((ADA, BEN), mask_key(digests[number], CLEO))
                reviewer.give_back("AB"[order.index(BEN)], REASON)
                continue
            if number in decided:
                editor.type(decided[number])
            reviewer.accept()
        assert reviewer.progress == f"{COUNT - 1} of {COUNT} pages accepted"
        reviewer.close()

    return script


def correct(editor: Editor) -> None:
    """What the annotator does with the page that came back."""
    editor.until(lambda: editor.page)
    editor.go_to(RETURNED)
    editor.rest()
    strip = editor.window.findChild(ReturnedStrip)
    editor.until(lambda: strip.reason.text == REASON)
    editor.press("Ctrl+A", "Backspace", "Home")
    editor.type(RIGHT)
    editor.until(lambda: None not in editor.labels)
    editor.press("Return")
    editor.rest()


def accept_last(bundle: Path):
    """What the reviewer does with the correction."""

    def script(editor: Editor) -> None:
        receive_by_keys(editor, bundle)
        reviewer = Reviewer(editor)
        assert reviewer.page == RETURNED
        reviewer.accept()
        assert reviewer.progress == f"{COUNT} of {COUNT} pages accepted"
        reviewer.close()

    return script


def test_two_label_a_third_reviews_returns_and_accepts_and_gold_is_exported(
    qapp, tmp_path, pages, run
):
    ada, ben, cleo = (tmp_path / f"{name}.annotator" for name in ("ada", "ben", "cleo"))
    for path in (ada, ben):
        run("new", path, "--blind-share", "0")
        run("import", path, pages)
    work(["open", str(ada), "--as", ADA], label_all({}))
    work(["open", str(ben), "--as", BEN], label_all(BENS, photo_on=6))
    from_ada, from_ben = tmp_path / "ada.annobundle", tmp_path / "ben.annobundle"
    assert run("bundle", ada, from_ada, "--as", ADA)["sets"] == COUNT
    assert run("bundle", ben, from_ben, "--as", BEN, "--without-pages")["sets"] == COUNT

    run("new", cleo)
    run("receive", cleo, from_ada)
    digests = {number: run("show", cleo, number)["digest"] for number in range(1, COUNT + 1)}
    work(["open", str(cleo), "--as", CLEO], review(from_ben, digests))
    back, again = tmp_path / "back.annobundle", tmp_path / "again.annobundle"
    run("bundle", cleo, back)
    run("receive", ben, back)
    assert statuses(run, ben, BEN) == {
        number: "returned" if number == RETURNED else "accepted" for number in range(1, COUNT + 1)
    }

    work(["open", str(ben), "--as", BEN], correct)
    run("bundle", ben, again, "--as", BEN, "--without-pages")
    work(["open", str(cleo), "--as", CLEO], accept_last(again))
    gold, agreement = tmp_path / "gold.jsonl", tmp_path / "agreement.json"
    run("export", cleo, gold, "--as", "gold", "--status", "accepted")
    agreement.write_text(json.dumps(run("agree", cleo), indent=1) + "\n")
    hold_to_golden(gold, "three_people.jsonl")
    hold_to_golden(agreement, "three_people.agree.json")
    assert run("check", cleo) == {"ok": True, "problems": []}


def statuses(run, path: Path, annotator: str) -> dict[int, str]:
    """Where each page stands for an annotator."""
    return {one["page"]: one["status"] for one in run("pages", path, "--as", annotator)["pages"]}


def hold_to_golden(path: Path, name: str) -> None:
    """Compare a file with the one that is kept; ANNOTATOR_UPDATE_GOLDEN=1 keeps it anew."""
    kept = GOLDEN / name
    if os.environ.get("ANNOTATOR_UPDATE_GOLDEN"):
        kept.write_bytes(path.read_bytes())
    assert path.read_bytes() == kept.read_bytes()
