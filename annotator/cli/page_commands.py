"""Commands that read pages: pages, show."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import (
    json_option,
    page_argument,
    project_argument,
    set_option,
    status_option,
)
from annotator.cli.output import counted, emit, is_terminal, say, say_table, shortened
from annotator.core.harmless import harmless
from annotator.core.journal import Status
from annotator.core.pages import PageId, PageRow
from annotator.core.tally import MIXED
from annotator.core.work_order import Order
from annotator.services import listing, ordering, projects, showing
from annotator.services.showing import ShownPage


@click.command("pages", short_help="List the pages of a project.")
@project_argument()
@set_option
@status_option
@click.option("--given-to", metavar="NAME", help="Only pages that this annotator was given.")
@click.option(
    "--find", default="", metavar="TEXT", help="Only where title, address or site has it."
)
@click.option(
    "--order",
    type=click.Choice([order.value for order in Order]),
    default=Order.IMPORTED.value,
    show_default=True,
    help="In which order to work on them.",
)
@click.option("--anew", is_flag=True, help="Look at all pages anew before ordering them.")
@json_option
def pages(
    project: Path,
    annotator: str | None,
    status: str | None,
    given_to: str | None,
    find: str,
    order: str,
    anew: bool,
    as_json: bool,
) -> None:
    """List the pages of a project by number, or in an order to work on them.

    Without --as the gold set speaks for a page once it is finished, and before that the annotation
    set that is furthest on. For the orders by doubt
    and by template, pages that were not looked at before are looked at first.
    """
    with projects.open_project(project) as opened:
        rows = listing.page_rows(
            opened,
            annotator,
            status=None if status is None else Status(status),
            text=find,
            given_to=given_to,
        )
        if order in {Order.DOUBT, Order.TEMPLATE}:
            from annotator.cli.looking_ahead import look_ahead  # noqa: PLC0415 - imports numpy

            look_ahead(opened, annotator, {row.site for row in rows} if anew else ())
        if order != Order.IMPORTED:
            places = ordering.ordered(opened, Order(order), annotator)
            ranks = {page: rank for rank, page in enumerate(places)}
            rows.sort(key=lambda row: ranks[row.page])
    if as_json:
        emit({"pages": [_row_fields(row) for row in rows]})
        return
    width = _columns()
    table = [("page", "status", "undecided", "site", "title")]
    for row in rows:
        share = f"{row.undecided_count}/{row.block_count}"
        title = _marks(row) + row.title
        site = shortened(row.site, 30)
        table.append((str(row.page), row.status, share, site, shortened(title, width)))
    say_table(table, right=frozenset({0, 2}))


@click.command("show", short_help="Print a page as blocks with their labels.")
@project_argument()
@page_argument()
@set_option
@json_option
def show(project: Path, page: int, annotator: str | None, as_json: bool) -> None:
    """Print a page as blocks with their labels.

    Without --as the gold set is shown once it is finished, and before that the annotation set that
    is furthest on; of a blind page, and of one for calibration, none is, so that nobody sees it
    before their own. Blocks that a browser hides stand in brackets.
    """
    with projects.open_project(project) as opened:
        shown = showing.show_page(opened, PageId(page), annotator)
    if as_json:
        emit(_shown_fields(shown))
        return
    _say_page(shown)


def _marks(row: PageRow) -> str:
    """What is to be known of the page before its title is read."""
    marks = {
        "(cut) ": row.is_cut,
        "(blind) ": row.is_blind,
        "(calibration) ": row.is_calibration,
    }
    return "".join(mark for mark, is_so in marks.items() if is_so)


def _row_fields(row: PageRow) -> dict[str, Any]:
    return {
        "page": row.page,
        "title": row.title,
        "url": row.url,
        "site": row.site,
        "status": row.status,
        "blocks": row.block_count,
        "undecided": row.undecided_count,
        "cut": row.is_cut,
        "encoding": row.encoding,
        "annotator": row.annotator,
        "blind": row.is_blind,
        "calibration": row.is_calibration,
    }


def _shown_fields(shown: ShownPage) -> dict[str, Any]:
    document = shown.document
    return {
        "page": shown.page,
        "title": shown.facts.title,
        "url": shown.facts.url,
        "digest": shown.facts.digest,
        "encoding": shown.facts.encoding,
        "encoding_source": shown.facts.encoding_source,
        "replaced": shown.facts.replaced_count,
        "cut": shown.facts.cut is not None,
        "cut_reason": shown.facts.cut,
        "segmenter": document.segmenter,
        "blind": shown.is_blind,
        "calibration": shown.is_calibration,
        "annotator": shown.annotator,
        "status": shown.status,
        "undecided": shown.undecided_count,
        "text": document.text,
        "blocks": [
            {
                "index": block.index,
                "start": block.span.start,
                "end": block.span.end,
                "text": document.quote(block.span),
                "hidden": block.hidden is not None,
                "hidden_reason": block.hidden,
                "tag": block.tag,
                "label": standing.summary,
                "undecided": standing.is_undecided,
            }
            for block, standing in zip(document.blocks, shown.standings, strict=True)
        ],
        "annotations": [
            {
                "start": annotation.span.start,
                "end": annotation.span.end,
                "label": annotation.label,
                "quote": document.quote(annotation.span),
                "origin": annotation.origin,
                "note": annotation.note,
                "uncertain": annotation.uncertain,
            }
            for annotation in shown.annotations
        ],
    }


def _say_page(shown: ShownPage) -> None:
    facts = shown.facts
    say(f"Page {shown.page}: {facts.title}")
    say(f"{facts.url or facts.name}, {facts.encoding} ({facts.encoding_source})")
    if facts.cut is not None:
        say(f"The end of this page is missing: {facts.cut}")
    if shown.annotator is None and (shown.is_blind or shown.is_calibration):
        what = "blind" if shown.is_blind else "for calibration"
        say(f"The page is {what}: give --as NAME to see somebody's labels.")
    by = f" by {shown.annotator}" if shown.annotator else ""
    say(f"{shown.status}{by}, {counted(shown.undecided_count, 'undecided block')}")
    say()
    table = []
    for block, standing in zip(shown.document.blocks, shown.standings, strict=True):
        text = harmless(shown.document.quote(block.span))
        text = shortened(f"[{text}]" if block.hidden else text, _columns())
        label = standing.summary or ""
        if label == MIXED:
            label = "+".join(name for name, _ in standing.characters)
        table.append((str(block.index), label, block.tag, text))
    if table:
        say_table(table, right=frozenset({0}))


def _columns() -> int:
    """How many code points of a text fit behind the other columns; all where nobody looks."""
    if not is_terminal(sys.stdout):
        return sys.maxsize
    return max(shutil.get_terminal_size().columns - 40, 20)
