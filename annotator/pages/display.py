"""The copy of a page that is safe to be shown by a browser, and where its text stands in it.

What is written is chosen by allow lists: elements and attributes in `display_elements`, styles in
`display_styles`, images in `display_images`. Nothing of it runs, loads or leads anywhere. The copy
is XHTML, so that a browser builds the very tree that lxml has: it repairs HTML in its own way.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from annotator.core.displayed import DisplayedPage, DisplayMap
from annotator.core.pages import PageKind, RawPage, Resource
from annotator.pages.display_images import Images
from annotator.pages.display_writer import DisplayWriter, Piece, document
from annotator.pages.dumps import DumpLine, dump_lines, joint, with_unix_newlines
from annotator.pages.html_reader import read_html
from annotator.pages.jobs import STYLE_SHEET
from annotator.pages.page_styles import PageStyles
from annotator.pages.parsing import decoded_page
from annotator.pages.runs import Run
from annotator.pages.segmenting import shown_scopes, text_lines
from annotator.pages.sites import absolute_url
from annotator.pages.white_space import kept_stretches
from annotator.pages.xhtml import escaped


class _Rows:
    """Collects the rows of a `DisplayMap`."""

    def __init__(self) -> None:
        self.starts = array("I")
        self.places = array("I")
        self.lengths = array("I")

    def add(self, start: int, place: int, length: int) -> None:
        if (
            self.starts
            and self.starts[-1] + self.lengths[-1] == start
            and self.places[-1] + self.lengths[-1] == place
        ):
            self.lengths[-1] += length
        else:
            self.starts.append(start)
            self.places.append(place)
            self.lengths.append(length)

    def map(self) -> DisplayMap:
        return DisplayMap(self.starts, self.places, self.lengths)


def display(
    raw: RawPage, encoding: str, *, with_styles: bool = True, own_sheet: str = ""
) -> DisplayedPage:
    """Make the copy of a page whose document was made with `encoding`.

    `own_sheet` is the program's own style sheet, which stands before those of the page. It is
    written into the copy: a browser shows the beginning of a long page while it reads the rest, but
    not before it has all sheets that are elsewhere.

    The styles of the page are in it as far as they are harmless, unless they are not wanted.
    Of `raw.resources`, images are named by their number, and style sheets are taken in. A page that
    was cut is cut in its copy too.
    """
    decoded = decoded_page(raw, encoding)
    if raw.kind is PageKind.TEXT:
        return _displayed_dump(with_unix_newlines(decoded.text), own_sheet)
    styles = PageStyles([_sheet(one) for one in raw.resources], is_wanted=with_styles)
    images = Images([one.url for one in raw.resources], absolute_url(raw.url) or "")
    writer = DisplayWriter(images, styles)
    read_html(decoded.as_utf_8(raw.content), writer)
    lines = text_lines(writer)
    hidden = set(writer.scopes) - shown_scopes(lines)
    return DisplayedPage(
        markup=writer.document(hidden, own_sheet).encode(),
        map=_map(lines, writer.pieces),
        element_count=writer.element_count,
        has_styles=styles.are_there,
    )


def _sheet(resource: Resource) -> str:
    if resource.media_type != STYLE_SHEET:
        return ""
    return resource.content.decode("utf-8", "replace")


def _map(lines: Iterable[tuple[Run, str]], pieces: dict[Run, list[Piece]]) -> DisplayMap:
    rows = _Rows()
    start = 0
    for run, line in lines:
        _add_run(rows, start, run, pieces[run])
        start += len(line) + 1
    return rows.map()


def _add_run(rows: _Rows, start: int, run: Run, pieces: Sequence[Piece]) -> None:
    number = 0
    for stretch in kept_stretches("".join(run.texts), keeps_space=run.keeps_space):
        at = stretch.start
        while at < stretch.stop:
            piece = pieces[number]
            end = piece.start + piece.length
            if end <= at:
                number += 1
                continue
            stop = min(stretch.stop, end)
            rows.add(start, piece.place + at - piece.start, stop - at)
            start += stop - at
            at = stop


def _displayed_dump(text: str, own_sheet: str) -> DisplayedPage:
    rows = _Rows()
    start = 0
    for line in dump_lines(text):
        start = _add_line(rows, start, text, line) + 1
    markup = document(f'<pre class="an-dump">{escaped(text)}</pre>', own_sheet)
    return DisplayedPage(markup.encode(), rows.map(), element_count=1, has_styles=False)


def _add_line(rows: _Rows, start: int, text: str, line: DumpLine) -> int:
    """Add the rows of one line of a dump that begins at `start` in the document; where it ends."""
    before = None
    for piece in line.pieces:
        if before is not None and joint(text, before, piece):
            rows.add(start, before.end, 1)
            start += 1
        rows.add(start, piece.start, len(piece))
        start += len(piece)
        before = piece
    return start
