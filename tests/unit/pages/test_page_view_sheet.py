"""The style sheet of the page view: it loads nothing, gives way to pages, and can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tinycss2
from tinycss2.color4 import parse_color

SHEET = Path(__file__).parents[3] / "resources" / "page-view.css"
CSS = SHEET.read_text(encoding="utf-8")


def test_it_loads_nothing():
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_all_of_it_is_in_the_one_layer_that_comes_first():
    rules = tinycss2.parse_stylesheet(CSS, skip_comments=True, skip_whitespace=True)
    assert [(rule.type, rule.lower_at_keyword) for rule in rules] == [("at-rule", "layer")]
    assert tinycss2.serialize(rules[0].prelude).strip() == "annotator"


def test_every_rule_of_it_can_be_read():
    (layer,) = tinycss2.parse_stylesheet(CSS, skip_comments=True, skip_whitespace=True)
    assert list(_errors(layer.content)) == []


def _errors(content):
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "error":
            yield node.message
        elif node.type != "declaration" and node.content is not None:
            yield from _errors(node.content)


@pytest.mark.parametrize("root", [":root", "html.an-dark"])
@pytest.mark.parametrize("ink", ["text", "quiet", "link"])
@pytest.mark.parametrize("ground", ["paper", "shade"])
def test_words_stand_out_from_their_ground(root: str, ink: str, ground: str):
    colors = _colors(root)
    assert _contrast(colors[ink], colors[ground]) >= 4.5


@pytest.mark.parametrize("root", [":root", "html.an-dark"])
def test_hidden_text_is_dimmed_and_can_still_be_read(root: str):
    colors = _colors(root)
    dimmed = float(re.search(r"opacity: (\.\d+) !important", CSS)[1])
    ink = [
        dimmed * above + (1 - dimmed) * below
        for above, below in zip(colors["text"], colors["paper"], strict=True)
    ]
    assert _contrast(ink, colors["paper"]) >= 4.5


def _colors(root: str) -> dict[str, list[float]]:
    block = re.search(rf"^  {re.escape(root)} \{{(.*?)^  \}}", CSS, re.MULTILINE | re.DOTALL)[1]
    found = dict(re.findall(r"--an-(\w+): (#\w+);", block))
    return {name: list(parse_color(color).coordinates) for name, color in found.items()}


def _contrast(one: list[float], other: list[float]) -> float:
    """The ratio of WCAG 2.2, 1.4.3."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: list[float]) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
