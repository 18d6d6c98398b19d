"""A page's tree becomes a document: text and blocks. The rules are in the docs, with their worth.

Change `SEGMENTER` with every change of the rules: annotations hold for one version alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator.core.documents import Block, Document, HiddenReason
from annotator.core.spans import Span
from annotator.pages.element_paths import ElementPaths
from annotator.pages.html_tree import HtmlTree
from annotator.pages.walking import HiddenScope, Run, walk
from annotator.pages.white_space import folded, shows, solid_count, verbatim

SEGMENTER = "html-1"

_MOST_HIDDEN = 0.4
"""An element that holds a greater share of the page's text is unhidden by a script."""


def segment(tree: HtmlTree) -> Document:
    """The document of a page."""
    lines = text_lines(tree)
    shown_anyway = _shown_anyway(lines)
    paths = ElementPaths()
    run_counts: dict[object, int] = {}
    blocks: list[Block] = []
    start = 0
    for index, (run, text) in enumerate(lines):
        holder = run.holder
        number = run_counts.get(holder, 0)
        run_counts[holder] = number + 1
        end = start + len(text)
        blocks.append(
            Block(
                index=index,
                span=Span(start, end),
                xpath=paths.of(holder),
                run=number,
                class_name=holder.get("class", ""),
                element_id=holder.get("id", ""),
                link_share=run.link_count / solid_count(text) if run.link_count else 0.0,
                hidden=_reason(run.scope, shown_anyway) if run.scope is not None else None,
            )
        )
        start = end + 1
    return Document("\n".join(text for _, text in lines), tuple(blocks), SEGMENTER, tree.cut)


def text_lines(tree: HtmlTree) -> list[tuple[Run, str]]:
    """The runs that show anything, each with the text of its block."""
    if tree.root is None:
        return []
    lines: list[tuple[Run, str]] = []
    for run in walk(tree.root):
        joined = "".join(run.texts)
        text = verbatim(joined) if run.keeps_space else folded(joined)
        if shows(text):
            lines.append((run, text))
    return lines


def _scopes(scope: HiddenScope | None) -> Iterable[HiddenScope]:
    while scope is not None:
        yield scope
        scope = scope.outer


def _shown_anyway(lines: list[tuple[Run, str]]) -> set[HiddenScope]:
    """The scopes with the attribute `hidden` that hold too much of the page to be hidden."""
    counts: dict[HiddenScope, int] = {}
    for run, text in lines:
        for scope in _scopes(run.scope):
            counts[scope] = counts.get(scope, 0) + len(text)
    whole = sum(len(text) for _, text in lines)
    return {
        scope
        for scope, count in counts.items()
        if scope.reason is HiddenReason.HIDDEN_ATTRIBUTE and count > _MOST_HIDDEN * whole
    }


def _reason(scope: HiddenScope | None, shown_anyway: set[HiddenScope]) -> HiddenReason | None:
    for one in _scopes(scope):
        if one not in shown_anyway:
            return one.reason
    return None
