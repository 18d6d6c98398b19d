"""The default labels can be told apart by every editor, in both schemes."""

from __future__ import annotations

from itertools import combinations

import pytest

from annotator.core.labels import LabelSet, parse_label_set
from tests.house.tree import ROOT

Colour = tuple[float, float, float]

# Machado, Oliveira & Fernandes (2009), severity 1.0, for linear RGB.
SIGHTS: dict[str, tuple[Colour, Colour, Colour]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)


@pytest.fixture(scope="module")
def label_set() -> LabelSet:
    return parse_label_set((ROOT / "resources" / "labels.toml").read_text(encoding="utf-8"))


def test_every_label_has_a_letter_a_digit_a_definition_and_examples(label_set):
    for number, label in enumerate(label_set.labels, 1):
        assert label.keys[0].isalpha()
        assert label.keys[1] == str(number)
        assert len(label.definition) > 60
        assert label.examples


def test_the_rest_of_a_page_has_a_label_to_be_filled_with(label_set):
    assert label_set.filler is not None


def test_every_label_has_a_pattern_of_its_own(label_set):
    assert len({label.pattern for label in label_set.labels}) == len(label_set.labels)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_of_two_labels_are_never_alike(label_set, scheme, sight):
    shades = {label.id: _lab(getattr(label, scheme), SIGHTS[sight]) for label in label_set.labels}
    close = {
        pair: round(distance)
        for pair in combinations(shades, 2)
        if (distance := _distance(shades[pair[0]], shades[pair[1]])) < 26
    }
    assert close == {}


@pytest.mark.parametrize(
    ("scheme", "page", "least"), [("light", "#ffffff", 3.5), ("dark", "#1e1f22", 4.5)]
)
def test_every_colour_stands_out_from_the_page(label_set, scheme, page, least):
    for label in label_set.labels:
        assert _contrast(getattr(label, scheme), page) >= least, label.id


def _linear(colour: str) -> Colour:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares
    )
    return red, green, blue


def _times(matrix: tuple[Colour, Colour, Colour], vector: Colour) -> Colour:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _lab(colour: str, sight: tuple[Colour, Colour, Colour]) -> Colour:
    """CIELAB of a colour as somebody of that sight sees it."""
    red, green, blue = (min(max(one, 0.0), 1.0) for one in _times(sight, _linear(colour)))
    xyz = _times(TO_XYZ, (red, green, blue))
    fx, fy, fz = (
        ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
        for ratio in (one / white for one, white in zip(xyz, WHITE, strict=True))
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _distance(left: Colour, right: Colour) -> float:
    return sum((a - b) ** 2 for a, b in zip(left, right, strict=True)) ** 0.5


def _contrast(left: str, right: str) -> float:
    """The contrast ratio of WCAG 2."""
    bright, dark = sorted((_times(TO_XYZ, _linear(one))[1] for one in (left, right)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
