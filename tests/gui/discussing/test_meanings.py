"""What labels mean, told where they are: beside the text and in the palette."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.gui.cursor.selection import Target, Zone
from annotator.gui.label_words import explained, meaning_under
from tests.gui.windows import KEY, press, settle


def test_beside_the_text_it_is_told_what_the_labels_of_a_block_mean(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_H)
    settle(qtbot, window)
    sitting = window.current.sitting
    label = sitting.label_set.labels[0]
    told = meaning_under(sitting, Target(Zone.GUTTER, 0, 0, 0))
    assert told.startswith(f"{label.name}\n\n{label.definition}")
    assert label.examples[0] in told
    assert meaning_under(sitting, Target(Zone.TEXT, 0, 0, 0)) == ""
    assert meaning_under(sitting, Target(Zone.GUTTER, 1, 0, 0)) == ""


def test_in_the_palette_it_is_told_as_plain_text(qtbot, make, path):
    window = make(path)
    model = window.panels.labels.model
    tip = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<span>")
    assert window.current.sitting.label_set.labels[0].definition[:20] in tip


def test_a_whole_manual_is_cut_short(qtbot, make, path):
    window = make(path)
    label = window.current.sitting.label_set.labels[0]
    long = label.__class__(
        label.id, label.name, label.keys, label.light, label.dark, label.pattern, "x" * 9_000
    )
    assert len(explained(long)) == 700
    assert explained(long).endswith("…")
