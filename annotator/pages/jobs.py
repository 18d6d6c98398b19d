"""The jobs of a parsing process as messages, for both sides of the pipe."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from annotator.core.displayed import DisplayedPage, DisplayMap
from annotator.core.dom import DomPoint, DomRange
from annotator.core.errors import BugError, UserError
from annotator.core.page_markup import PageMarkup
from annotator.core.page_markup_json import markup_from_json, markup_to_json
from annotator.core.pages import EncodingSource, PageFacts, PageKind, ParsedPage, RawPage
from annotator.core.spans import Span
from annotator.pages.frames import BrokenFrame, Frame

STYLE_SHEET = "text/css"
"""The media type of those resources of a page that say how it looks."""

_COLUMN = "I"

READY = Frame({"ready": True})
"""What a process says first, once it has imported all that it needs."""


def parse_job(raw: RawPage, chosen: str | None) -> Frame:
    """Ask for the page's facts and document."""
    return _job("parse", raw, chosen=chosen)


def locate_job(raw: RawPage, encoding: str, spans: Sequence[Span]) -> Frame:
    """Ask where spans stand in the page's tree."""
    pairs = [(span.start, span.end) for span in spans]
    return _job("locate", raw, encoding=encoding, spans=pairs)


def locate_all_job(pages: Sequence[tuple[RawPage, str, Sequence[Span]]]) -> Frame:
    """Ask the same of several pages, each with its encoding and its spans."""
    rows = [
        {
            "kind": raw.kind,
            "encoding": encoding,
            "spans": [(span.start, span.end) for span in spans],
        }
        for raw, encoding, spans in pages
    ]
    contents = tuple(raw.content for raw, _, _ in pages)
    return Frame({"job": "locate all", "pages": rows}, contents)


def span_job(raw: RawPage, encoding: str, dom_range: DomRange) -> Frame:
    """Ask which span a range of the page's tree is."""
    return _job("span", raw, encoding=encoding, range=range_row(dom_range))


def marked_job(raw: RawPage, attribute: str) -> Frame:
    """Ask what an attribute of the page's elements says of its text."""
    return _job("marked", raw, attribute=attribute)


def tree_spans_job(raw: RawPage, encoding: str, ranges: Sequence[DomRange]) -> Frame:
    """Ask which spans many ranges of the page's tree are, from its root or its body on."""
    return _job("tree spans", raw, encoding=encoding, ranges=list(map(range_row, ranges)))


def display_job(raw: RawPage, encoding: str, with_styles: bool, own_sheet: str) -> Frame:
    """Ask for the page's copy for display.

    Of images that came along only the names are sent: the process need not see them.
    """
    resources = raw.resources
    names = [(one.url, one.media_type) for one in resources]
    frame = _job(
        "display",
        raw,
        encoding=encoding,
        with_styles=with_styles,
        own_sheet=own_sheet,
        resources=names,
    )
    sheets = (one.content if one.media_type == STYLE_SHEET else b"" for one in resources)
    return Frame(frame.header, (raw.content, *sheets))


def markup_job(raw: RawPage, encoding: str) -> Frame:
    """Ask for the page's elements and texts."""
    return _job("markup", raw, encoding=encoding)


def markup_frame(markup: PageMarkup) -> Frame:
    """The answer to a `markup_job`."""
    return Frame({"job": "markup"}, (markup_to_json(markup).encode(),))


def markup(answer: Frame) -> PageMarkup:
    """What the answer to a `markup_job` says; `BrokenFrame` if it says nothing of the kind."""
    try:
        (content,) = answer.parts
        return markup_from_json(content.decode())
    except (TypeError, ValueError, BugError) as error:
        raise BrokenFrame("no markup") from error


def displayed_frame(page: DisplayedPage) -> Frame:
    """The answer to a `display_job`."""
    columns = (page.map.starts, page.map.places, page.map.lengths)
    return Frame(
        {"element_count": page.element_count, "has_styles": page.has_styles},
        (page.markup, *(array(_COLUMN, column).tobytes() for column in columns)),
    )


def displayed_page(answer: Frame) -> DisplayedPage:
    """What the answer to a `display_job` says; `BrokenFrame` if it says nothing of the kind."""
    try:
        markup, *parts = answer.parts
        columns = [array(_COLUMN, part) for part in parts]
        starts, places, lengths = columns
        if not len(starts) == len(places) == len(lengths):
            raise ValueError("columns of different lengths")
        return DisplayedPage(
            markup,
            DisplayMap(starts, places, lengths),
            int(answer.header["element_count"]),
            bool(answer.header["has_styles"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFrame("no copy for display") from error


def parsed_page(answer: Frame) -> ParsedPage:
    """What the answer to a `parse_job` says; `BrokenFrame` if it says nothing of the kind."""
    try:
        text, blocks, evidence = answer.parts
        facts = answer.header["facts"]
        facts["kind"] = PageKind(facts["kind"])
        facts["encoding_source"] = EncodingSource(facts["encoding_source"])
        facts["fetched_at"] = time_of_text(facts["fetched_at"])
        return ParsedPage(
            PageFacts(**facts),
            text.decode(),
            blocks.decode(),
            answer.header["block_count"],
            evidence.decode(),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFrame("no parsed page") from error


def dom_ranges(answer: Frame) -> list[DomRange]:
    """What the answer to a `locate_job` says; `BrokenFrame` if it says nothing of the kind."""
    try:
        return [range_of_row(row) for row in answer.header["ranges"]]
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFrame("no ranges") from error


def dom_ranges_of_all(answer: Frame) -> list[list[DomRange] | None]:
    """What the answer to a `locate_all_job` says; None for a page that is to be asked alone."""
    try:
        return [
            None if rows is None else [range_of_row(row) for row in rows]
            for rows in answer.header["ranges"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFrame("no ranges") from error


def span(answer: Frame) -> Span:
    """What the answer to a `span_job` says; `BrokenFrame` if it says nothing of the kind."""
    try:
        start, end = answer.header["span"]
        return Span(int(start), int(end))
    except (KeyError, TypeError, ValueError, BugError) as error:
        raise BrokenFrame("no span") from error


def marked(answer: Frame) -> tuple[str, list[tuple[Span, str]]]:
    """The answer to a `marked_job`: the text and the values; `BrokenFrame` if it is none."""
    try:
        (text,) = answer.parts
        spans = [(Span(int(start), int(end)), str(value)) for start, end, value in _rows(answer)]
        return text.decode(), spans
    except (KeyError, TypeError, ValueError, BugError) as error:
        raise BrokenFrame("no marks") from error


def tree_spans(answer: Frame) -> list[Span | None]:
    """What the answer to a `tree_spans_job` says; `BrokenFrame` if it says nothing of the kind."""
    try:
        return [None if row is None else Span(int(row[0]), int(row[1])) for row in _rows(answer)]
    except (KeyError, TypeError, ValueError, IndexError, BugError) as error:
        raise BrokenFrame("no spans") from error


def _rows(answer: Frame) -> list[Any]:
    return list(answer.header["spans"])


def check_ready(answer: Frame) -> None:
    """Raise `BrokenFrame` where a process begins with anything but `READY`."""
    if answer != READY:
        raise BrokenFrame("no parsing process")


def failure(answer: Frame) -> UserError | BugError | None:
    """The failure that the answer tells, None where the job was done."""
    header = answer.header
    if "refused" in header:
        return UserError(str(header["refused"]), str(header.get("hint", "")))
    if "bug" in header:
        return BugError(str(header["bug"]))
    return None


def _job(name: str, raw: RawPage, **more: object) -> Frame:
    header = {
        "job": name,
        "name": raw.name,
        "kind": raw.kind,
        "url": raw.url,
        "charset": raw.charset,
        "title": raw.title,
        "fetched_at": written_time(raw.fetched_at),
        **more,
    }
    return Frame(header, (raw.content,))


def raw_page(job: Frame) -> RawPage:
    """The page of a job, without its resources."""
    header = job.header
    return RawPage(
        content=job.parts[0],
        name=header["name"],
        kind=PageKind(header["kind"]),
        url=header["url"],
        charset=header["charset"],
        fetched_at=time_of_text(header["fetched_at"]),
        title=header["title"],
    )


def facts_row(facts: PageFacts) -> dict[str, Any]:
    """The facts as JSON has them."""
    return {**asdict(facts), "fetched_at": written_time(facts.fetched_at)}


def written_time(moment: datetime | None) -> str | None:
    """The moment as JSON has it."""
    return None if moment is None else moment.isoformat()


def time_of_text(text: str | None) -> datetime | None:
    """The moment that `written_time` wrote."""
    return None if text is None else datetime.fromisoformat(text)


def range_row(one: DomRange) -> list[object]:
    """The range as JSON has it."""
    return [one.start.xpath, one.start.offset, one.end.xpath, one.end.offset]


def range_of_row(row: Sequence[Any]) -> DomRange:
    """The range that `range_row` wrote."""
    start, start_offset, end, end_offset = row
    return DomRange(DomPoint(str(start), int(start_offset)), DomPoint(str(end), int(end_offset)))
