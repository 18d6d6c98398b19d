"""A page's elements and texts with their places in the document, for formats that mark them.

The counterpart of `locating` for whole pages: there a few spans are sought in the tree, here every
text of it says where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from annotator.core.page_markup import END, ElementStart, MarkupPart, MarkupText, PageMarkup
from annotator.core.pages import PageKind, RawPage
from annotator.pages.dumps import dump_lines, joint, with_unix_newlines
from annotator.pages.html_reader import HtmlReader, read_html
from annotator.pages.parsing import decoded_page
from annotator.pages.runs import Run
from annotator.pages.segmenting import text_lines
from annotator.pages.white_space import kept_stretches

_LEFT_OUT = frozenset({"script", "style"})

_RunText: TypeAlias = tuple[Run, str]
_Stretch: TypeAlias = tuple[int, range]
"""Where a stretch begins in the document, and its places in the joint text of its run."""


class MarkupReader(HtmlReader):
    """Keeps all elements and texts; of the texts in runs, of which run each is a piece."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[MarkupPart | _RunText] = []
        self._left_out = 0
        self._open_count = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        super().start(name, attributes)
        if self.cut is not None:
            return
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
            return
        self._open_count += 1
        self.parts.append(ElementStart(name, tuple(attributes.items())))

    def end(self, name: str) -> None:
        """The innermost element ends."""
        super().end(name)
        if self.cut is not None:
            return
        if self._left_out:
            self._left_out -= 1
            return
        self._open_count -= 1
        self.parts.append(END)

    def data(self, text: str) -> None:
        """A text, or a piece of one."""
        was_silent = self._silent
        super().data(text)
        if self.cut is not None or self._left_out or not self._open_count:
            return
        run = None if was_silent else self._run
        self.parts.append(MarkupText(text) if run is None else (run, text))

    def markup(self) -> PageMarkup:
        """All of it, once the page was read; elements that are open where it was cut end there."""
        parts = list(_placed(self.parts, _places(text_lines(self))))
        return PageMarkup((*parts, *[END] * self._open_count))


def page_markup(raw: RawPage, encoding: str) -> PageMarkup:
    """The elements and texts of a page whose document was made with `encoding`.

    A text dump is one element, as a browser shows it.
    """
    decoded = decoded_page(raw, encoding)
    if raw.kind is PageKind.TEXT:
        return _dump_markup(with_unix_newlines(decoded.text))
    reader = MarkupReader()
    read_html(decoded.as_utf_8(raw.content), reader)
    return reader.markup()


def _places(lines: list[tuple[Run, str]]) -> dict[Run, list[_Stretch]]:
    """Of every run that shows, the stretches of its joint text that the document has."""
    places: dict[Run, list[_Stretch]] = {}
    start = 0
    for run, line in lines:
        at = start
        places[run] = []
        for stretch in kept_stretches("".join(run.texts), keeps_space=run.keeps_space):
            places[run].append((at, stretch))
            at += len(stretch)
        start += len(line) + 1
    return places


def _placed(
    parts: list[MarkupPart | _RunText], places: dict[Run, list[_Stretch]]
) -> Iterator[MarkupPart]:
    """The parts, texts of runs cut at the ends of stretches and each piece with its place."""
    # How much of the joint text, and how many stretches, were passed of each run.
    passed: dict[Run, tuple[int, int]] = {}
    for part in parts:
        if not isinstance(part, tuple):
            yield part
            continue
        run, text = part
        stretches = places.get(run, [])
        at, number = passed.get(run, (0, 0))
        end = at + len(text)
        done = at
        while number < len(stretches) and done < end:
            start, stretch = stretches[number]
            if stretch.start >= end:
                break
            begin, stop = max(stretch.start, at), min(stretch.stop, end)
            if begin > done:
                yield MarkupText(text[done - at : begin - at])
            if stop > begin:
                yield MarkupText(text[begin - at : stop - at], start + begin - stretch.start)
            done = max(done, stop)
            if stretch.stop > end:
                break
            number += 1
        if done < end:
            yield MarkupText(text[done - at :])
        passed[run] = (end, number)


def _dump_markup(text: str) -> PageMarkup:
    pieces: list[MarkupText] = []
    passed = start = 0
    for line in dump_lines(text):
        before = None
        for span in line.pieces:
            # A line that was wrapped: the break between its pieces is a space of the document.
            is_joint = before is not None and bool(joint(text, before, span))
            if before is not None and is_joint:
                pieces.append(MarkupText(text[before.end : before.end + 1], start))
                passed, start = before.end + 1, start + 1
            if span.start > passed:
                pieces.append(MarkupText(text[passed : span.start]))
            pieces.append(MarkupText(text[span.start : span.end], start))
            passed, start = span.end, start + len(span)
            before = span
        start += 1
    if passed < len(text):
        pieces.append(MarkupText(text[passed:]))
    opening = (ElementStart("html"), ElementStart("body"), ElementStart("pre"))
    return PageMarkup((*opening, *pieces, END, END, END))
