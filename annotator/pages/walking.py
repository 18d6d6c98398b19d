"""The one walk over a page's tree: it yields the runs of text that become blocks.

A run is the text between two places where a browser starts a new line, inside one element: its
holder. Whoever wants the document and whoever wants the way back to the tree read the same runs.

This is where an import spends its time: one turn of the loop for each of the thousand elements of a
page. So the loop calls next to nothing, and its state is in local names: methods and an object for
what holds inside an element were tried, and took half as long again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from lxml.etree import _Element

from annotator.core.documents import HiddenReason
from annotator.pages.element_paths import root_path, step
from annotator.pages.elements import INLINE, ROLES, SILENT
from annotator.pages.visibility import hidden_reason, hides_by_class, hides_by_style
from annotator.pages.white_space import HTML_SPACE


class HiddenScope:
    """The inside of an element that a browser does not show, and the scope that one lies in."""

    __slots__ = ("outer", "reason")

    def __init__(self, reason: HiddenReason, outer: HiddenScope | None) -> None:
        self.reason = reason
        self.outer = outer


class Run:
    """Texts of one line, in order, and those of them in links; `xpath` is that of the holder."""

    __slots__ = ("holder", "keeps_space", "linked", "scope", "texts", "xpath")

    def __init__(
        self, holder: _Element, xpath: str, scope: HiddenScope | None, keeps_space: bool
    ) -> None:
        self.holder = holder
        self.xpath = xpath
        self.scope = scope
        self.keeps_space = keeps_space
        self.texts: list[str] = []
        self.linked: list[str] = []


Trace: TypeAlias = "Callable[[Run, _Element, bool], None]"
"""Told of every text of a run: the element that begins with it, or (True) whose tail it is."""

_Open: TypeAlias = (
    "tuple[_Element, int, Iterator[_Element], dict[str, int], Run | None,"
    " int, HiddenScope | None, bool, bool]"
)
"""An element that the walk is in, and its position among its like; where its parent's children and
their counts were left; the run that goes on behind it; and what held outside of it. Elements may be
nested deeper than Python calls, so the walk keeps a list of these."""

_ANY_RUN = Run.__new__(Run)
"""Behind an inline element goes on whichever run there then is."""
_NO_CHILDREN: Iterator[_Element] = iter(())


def walk(root: _Element, trace: Trace | None = None) -> list[Run]:  # noqa: C901, PLR0912 - one loop without calls, as said above
    """All runs of the tree, in the order in which their texts begin."""
    role_of = ROLES.get
    runs: list[Run] = []
    run: Run | None = None
    depth, in_link, keeps = 0, False, False
    scope: HiddenScope | None = None
    children: Iterator[_Element] = iter(root)
    counts: dict[str, int] = {}
    above: list[_Open] = [(root, 1, _NO_CHILDREN, {}, _ANY_RUN, depth, scope, in_link, keeps)]
    xpaths = {root: root_path(root)}
    element, text, is_tail = root, root.text, False
    while True:
        if text:
            # A run is opened by its first text, and closed by the next line.
            if run is None and text.strip(HTML_SPACE):
                run = Run(above[depth][0], _xpath(above, depth, xpaths), scope, keeps)
                runs.append(run)
            if run is not None:
                run.texts.append(text)
                if in_link:
                    run.linked.append(text)
                if trace is not None:
                    trace(run, element, is_tail)
        child = next(children, None)
        if child is None:
            element, _, children, counts, behind, depth, scope, in_link, keeps = above.pop()
            if not above:
                return runs
            if behind is not _ANY_RUN:
                run = behind
        else:
            element, tag, get = child, child.tag, child.get
            role = role_of(tag, INLINE)
            if role is not SILENT:
                position = counts[tag] = counts.get(tag, 0) + 1
                text, is_tail, is_parent = element.text, False, len(element) > 0
                if text or is_parent:
                    is_hidden = (
                        role.hides is not None
                        or ((classes := get("class")) is not None and hides_by_class(classes))
                        or ((style := get("style")) is not None and hides_by_style(style))
                        or get("hidden") is not None
                    )
                    reason = hidden_reason(element, role) if is_hidden else None
                    # What stands around a hidden element is one line to the reader.
                    behind = run if reason is not None else None if role.breaks else _ANY_RUN
                    above.append(
                        (element, position, children, counts, behind, depth, scope, in_link, keeps)
                    )
                    if behind is not _ANY_RUN:
                        run = None
                        depth = len(above) - 1
                        scope = scope if reason is None else HiddenScope(reason, scope)
                    in_link = in_link or role.is_link
                    keeps = keeps or role.keeps_space
                    children, counts = (iter(element), {}) if is_parent else (_NO_CHILDREN, counts)
                    continue
                if role.breaks and run is not None and hidden_reason(element, role) is None:
                    run = None
        text, is_tail = element.tail, True


def _xpath(above: Sequence[_Open], depth: int, xpaths: dict[_Element, str]) -> str:
    """The XPath of the element open at that depth; `xpaths` remembers those made before."""
    known = depth
    while above[known][0] not in xpaths:
        known -= 1
    xpath = xpaths[above[known][0]]
    for element, position, *_ in above[known + 1 : depth + 1]:
        xpath = xpaths[element] = f"{xpath}/{step(element, position)}"
    return xpath
