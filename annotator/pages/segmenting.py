"""A page's tree becomes a document: text and blocks. The rules are in the docs, with their worth.

Change `SEGMENTER` with every change of the rules: annotations hold for one version alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

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


def segment(lines: list[tuple[Run, str]]) -> tuple[str, BlockColumns]:
    """The text of a page and its blocks, made of its `text_lines`.

    Columns, not blocks: an import stores them unread, and to make the objects for it takes as long
    as all the rest.
    """
    runs = [run for run, _ in lines]
    texts = [text for _, text in lines]
    lengths = list(map(len, texts))
    xpaths = [run.xpath for run in runs]
    columns = BlockColumns(
        start=[0, *accumulate(length + 1 for length in lengths[:-1])] if lengths else [],
        length=lengths,
        xpath=xpaths,
        run=_run_numbers(xpaths),
        class_name=_attribute("class", runs),
        element_id=_attribute("id", runs),
        link_share=[_link_share(run, text) if run.linked else 0.0 for run, text in lines],
        hidden=_hidden(lines),
        paragraph=[None] * len(lines),
    )
    return "\n".join(texts), columns


def text_lines(reader: HtmlReader) -> list[tuple[Run, str]]:
    """The runs that show anything, each with the text of its block."""
    lines: list[tuple[Run, str]] = []
    for run in reader.runs:
        joined = "".join(run.texts)
        text = verbatim(joined) if run.keeps_space else folded(joined)
        if shows(text):
            lines.append((run, text))
    return lines


def _attribute(name: str, runs: list[Run]) -> list[str]:
    """The attribute of each run's holder, empty where it has none."""
    held = (run.attributes for run in runs)
    # To ask whether it is there is much faster than `get` in lxml's mapping of no attributes.
    return [attributes[name] if name in attributes else "" for attributes in held]  # noqa: SIM401


def _run_numbers(xpaths: list[str]) -> list[int]:
    """Which of the runs of its element each is, from 0."""
    counts: dict[str, int] = {}
    numbers: list[int] = []
    for xpath in xpaths:
        number = counts.get(xpath, 0)
        numbers.append(number)
        counts[xpath] = number + 1
    return numbers


def _link_share(run: Run, text: str) -> float:
    if len(run.linked) == len(run.texts):
        return 1.0
    return solid_count("".join(run.linked)) / solid_count(text)


def shown_scopes(lines: list[tuple[Run, str]]) -> set[HiddenScope]:
    """The hidden scopes that hold so much of the page that scripts must bring them to sight."""
    own_counts: dict[HiddenScope, int] = {}
    for run, text in lines:
        if run.scope is not None:
            own_counts[run.scope] = own_counts.get(run.scope, 0) + len(text)
    counts: dict[HiddenScope, int] = {}
    for scope, count in own_counts.items():
        for one in _scopes(scope):
            counts[one] = counts.get(one, 0) + count
    most = _MOST_HIDDEN * sum(len(text) for _, text in lines)
    return {
        scope
        for scope, count in counts.items()
        if scope.reason in _UNHIDDEN_BY_SCRIPTS and count > most
    }


def _hidden(lines: list[tuple[Run, str]]) -> list[HiddenReason | None]:
    """Why each line is hidden, after a look at how much is."""
    shown = shown_scopes(lines)
    reasons: dict[HiddenScope | None, HiddenReason | None] = {
        scope: _reason(scope, shown) for scope in {run.scope for run, _ in lines}
    }
    return [reasons[run.scope] for run, _ in lines]


def _scopes(scope: HiddenScope | None) -> Iterable[HiddenScope]:
    while scope is not None:
        yield scope
        scope = scope.outer


def _reason(scope: HiddenScope | None, shown: set[HiddenScope]) -> HiddenReason | None:
    """The outermost reason that holds."""
    reasons = [one.reason for one in _scopes(scope) if one not in shown]
    return reasons[-1] if reasons else None
