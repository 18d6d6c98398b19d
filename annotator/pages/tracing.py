"""Reading a page once more, to know of every text which text node it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.pages.html_reader import HtmlReader
from annotator.pages.runs import Run


@dataclass(frozen=True, slots=True)
class NodePiece:
    """A piece of a run's text: `start` in the joint text of the run, `offset` in the text node."""

    node: str
    start: int
    offset: int
    length: int


class TracingReader(HtmlReader):
    """Keeps for every run the text nodes that its texts are pieces of, in `pieces`.

    A text node is what stands between two tags or comments; white space that no run took counts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pieces: dict[Run, list[NodePiece]] = defaultdict(list)
        # For every open element the number of text nodes that it has so far.
        self._node_counts: list[int] = []
        # The same of the element that ended last: at the end of the page, of the root.
        self._root_count = 0
        # How much of the current text node was read; None where none is being read.
        self._node_length: int | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins, and so ends the text before it."""
        super().start(name, attributes)
        self._node_length = None
        if not self._silent:
            self._node_counts.append(0 if self._node_counts else self._root_count)

    def end(self, _name: str) -> None:
        """The innermost element ends, and so does the text in it."""
        if not self._silent:
            self._root_count = self._node_counts.pop()
        super().end(_name)
        self._node_length = None

    def comment(self, text: str) -> None:
        """A comment, which parts two texts."""
        super().comment(text)
        self._node_length = None

    def data(self, text: str) -> None:
        """A text, or a piece of one."""
        super().data(text)
        if self._silent or not self._node_counts:
            return  # white space around the root element is in no tree
        if self._node_length is None:
            self._node_counts[-1] += 1
            self._node_length = 0
        run = self._run
        if run is not None:
            pieces = self.pieces[run]
            start = pieces[-1].start + pieces[-1].length if pieces else 0
            node = f"{self.xpath(len(self._open) - 1)}/text()[{self._node_counts[-1]}]"
            pieces.append(NodePiece(node, start, self._node_length, len(text)))
        self._node_length += len(text)
