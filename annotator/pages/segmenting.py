"""A page's tree becomes a document: text and blocks. The rules are in the docs, with their worth.

Change `SEGMENTER` with every change of the rules: annotations hold for one version alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator.core.document_json import BlockColumns
from annotator.core.documents import HiddenReason
from annotator.pages.html_reader import HtmlReader
from annotator.pages.runs import HiddenScope, Run
from annotator.pages.white_space import folded, shows, solid_count, verbatim

SEGMENTER = "html-1"

_MOST_HIDDEN = 0.4
_UNHIDDEN_BY_SCRIPTS = frozenset({HiddenReason.HIDDEN_ATTRIBUTE, HiddenReason.NOSCRIPT})
"""Where such an element holds a greater share of the page's text, scripts bring that to sight. The
other reasons are menus, windows and long lists of which a page may have more than of text."""


def segment(reader: HtmlReader) -> tuple[str, BlockColumns]:
    """The text of a page that was read, and its blocks.

    Columns, not blocks: an import stores them unread, and to make the objects for it takes as long
    as all the rest.
    """
    lines = text_lines(reader)
    columns = BlockColumns()
    run_counts: dict[str, int] = {}
    start = 0
    for run, text in lines:
        xpath = run.xpath
        number = run_counts.get(xpath, 0)
        run_counts[xpath] = number + 1
        columns.start.append(start)
        columns.length.append(len(text))
        columns.xpath.append(xpath)
        columns.run.append(number)
        columns.class_name.append(run.attributes.get("class", ""))
        columns.element_id.append(run.attributes.get("id", ""))
        columns.link_share.append(_link_share(run, text) if run.linked else 0.0)
        start += len(text) + 1
    columns.hidden.extend(_hidden(lines))
    columns.paragraph.extend([None] * len(lines))
    return "\n".join([text for _, text in lines]), columns


def text_lines(reader: HtmlReader) -> list[tuple[Run, str]]:
    """The runs that show anything, each with the text of its block."""
    lines: list[tuple[Run, str]] = []
    for run in reader.runs:
        joined = "".join(run.texts)
        text = verbatim(joined) if run.keeps_space else folded(joined)
        if shows(text):
            lines.append((run, text))
    return lines


def _link_share(run: Run, text: str) -> float:
    if len(run.linked) == len(run.texts):
        return 1.0
    return solid_count("".join(run.linked)) / solid_count(text)


def _hidden(lines: list[tuple[Run, str]]) -> list[HiddenReason | None]:
    """Why each line is hidden, after a look at how much is."""
    if all(run.scope is None for run, _ in lines):
        return [None] * len(lines)
    counts: dict[HiddenScope, int] = {}
    for run, text in lines:
        for scope in _scopes(run.scope):
            counts[scope] = counts.get(scope, 0) + len(text)
    most = _MOST_HIDDEN * sum(len(text) for _, text in lines)
    shown = {
        scope
        for scope, count in counts.items()
        if scope.reason in _UNHIDDEN_BY_SCRIPTS and count > most
    }
    return [_reason(run.scope, shown) for run, _ in lines]


def _scopes(scope: HiddenScope | None) -> Iterable[HiddenScope]:
    while scope is not None:
        yield scope
        scope = scope.outer


def _reason(scope: HiddenScope | None, shown: set[HiddenScope]) -> HiddenReason | None:
    """The outermost reason that holds."""
    reasons = [one.reason for one in _scopes(scope) if one not in shown]
    return reasons[-1] if reasons else None
