"""Whatever an editor does: the stored set, the replayed journal and the set in memory are one."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.annotations import AnnotationSet, violations
from annotator.core.documents import Document
from annotator.core.edits import apply, invert
from annotator.core.journal import History, JournalLine, LineKind
from annotator.storage.store import Store
from tests.pictures import picture
from tests.storage.samples import LABELS, add_page, line, replay
from tests.unit.core.strategies import Step, sessions


class Editor:
    """Works on a set in memory and remembers the lines that are not saved yet."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.annotations = AnnotationSet()
        self.history = History()
        self.unsaved: list[JournalLine] = []

    def take(self, step: Step) -> None:
        """Make one gesture."""
        edit = step.edit(self.document, self.annotations)
        if edit:
            self._write(line(edit))

    def undo(self) -> None:
        """Take the latest edit back."""
        if self.history.done:
            self._write(line(invert(self.history.done[-1]), LineKind.UNDO))

    def redo(self) -> None:
        """Do it again."""
        if self.history.undone:
            self._write(line(self.history.undone[-1], LineKind.REDO))

    def _write(self, one: JournalLine) -> None:
        self.annotations = apply(self.annotations, one.edit)
        self.history = self.history.after(one.kind, one.edit)
        self.unsaved.append(one)


@settings(max_examples=40)
@given(sessions(most_steps=8), st.lists(st.sampled_from(["undo", "redo", "save", "step"])))
def test_the_stored_set_is_the_replayed_journal_and_the_set_in_memory(
    session: tuple[Document, list[Step]], rhythm: list[str]
) -> None:
    document, steps = session
    editor = Editor(document)
    revision = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "random.annotator")
        with Store.create(path, name="Random", label_set_source=LABELS) as store:
            page = add_page(store, document)
            with store.begin() as transaction:
                ada = transaction.annotators.find_or_add("Ada")
            for action in [*rhythm, *["step"] * len(steps), "undo", "redo", "save"]:
                match action:
                    case "undo":
                        editor.undo()
                    case "redo":
                        editor.redo()
                    case "step" if steps:
                        editor.take(steps.pop())
                    case "save":
                        with store.begin() as transaction:
                            revision = transaction.sets.append(
                                page, ada, revision, editor.unsaved, 0
                            )
                        editor.unsaved = []
        with Store.open(path) as store:
            with store.read() as transaction:
                stored = transaction.sets.load(page, ada)
            assert store.integrity_problems() == []
    expected = picture(document, editor.annotations)
    assert picture(document, stored.annotations) == expected
    assert stored.annotations == editor.annotations == replay(stored.lines)
    assert History.of(stored.lines) == editor.history
    assert stored.revision == revision == len(stored.lines)
    assert violations(document, stored.annotations) == []
