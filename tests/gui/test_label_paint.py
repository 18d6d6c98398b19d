"""Labels are told apart and text stays readable, in light and in dark."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.core.labels import Pattern, parse_label_set
from annotator.gui.label_paint import (
    ink_on,
    label_colour,
    letter,
    mark_tint,
    paint_swatch,
    pattern_brush,
    tint,
)
from annotator.gui.text_view.theme import theme

_LABELS = parse_label_set(
    (Path(__file__).parents[2] / "resources" / "labels.toml").read_text("utf-8")
).labels


def _luminance(colour: QColor) -> float:
    parts = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("label", _LABELS, ids=lambda label: label.id)
def test_text_reads_on_every_ground_that_a_label_gives_it(label, is_dark):
    colours = theme(is_dark)
    grounds = [
        tint(label, colours.paper, is_dark),
        mark_tint(label, colours.paper, is_dark),
    ]
    for ground in grounds:
        assert _contrast(colours.ink, ground) >= 7
        assert _contrast(colours.muted, ground) >= 3.5


@pytest.mark.parametrize("is_dark", [False, True])
def test_what_fills_the_rest_steps_back_behind_the_story(is_dark):
    paper = theme(is_dark).paper
    loud = {label.id: _contrast(tint(label, paper, is_dark), paper) for label in _LABELS}
    (filler,) = (label.id for label in _LABELS if label.fills)
    assert loud.pop(filler) < min(loud.values())


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("label", _LABELS, ids=lambda label: label.id)
def test_the_letter_reads_on_its_label(label, is_dark):
    colour = label_colour(label, is_dark)
    assert _contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize("is_dark", [False, True])
def test_ink_reads_on_paper_and_selection(is_dark):
    colours = theme(is_dark)
    assert _contrast(colours.ink, colours.paper) >= 12
    assert _contrast(colours.ink, colours.selected) >= 5
    for faint in (colours.muted, colours.warning):
        assert _contrast(faint, colours.paper) >= 4.5
    for mark in (colours.accent, colours.undecided):
        assert _contrast(mark, colours.paper) >= 3


def test_the_letter_is_the_first_key():
    assert [letter(label) for label in _LABELS] == [label.keys[0].upper() for label in _LABELS]


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_the_tile_of_a_pattern_is_as_fine_as_the_screen(qapp, scale):
    label = next(one for one in _LABELS if one.pattern is not Pattern.SOLID)
    brush = pattern_brush(label, False, scale)
    side = brush.textureImage().width()
    assert side == round(24 * scale)
    assert side * brush.transform().m11() == pytest.approx(24)


@pytest.mark.parametrize("size", [(3, 3), (10, 10), (20, 200)])
def test_a_swatch_of_any_size_shows_its_label(qapp, size):
    width, height = size
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_swatch(painter, QRectF(0, 0, width, height), _LABELS[0], False)
    painter.end()
    assert image.pixelColor(width // 2, height - 2).name() != "#ffffff"
