"""The command that takes the labels of a page over to its site: apply-site."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import (
    annotator_option,
    annotator_or_login,
    json_option,
    page_argument,
    project_argument,
    usage,
)
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, say_table, shortened, watched
from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.services import site_applying
from annotator.services.assistant import Assistant
from annotator.services.projects import Project, open_project
from annotator.services.selecting import ALL, parse_blocks
from annotator.services.site_applying import Batch, SitePage, SitePreview, TakenBack


@click.command("apply-site", short_help="Take a page's labels over to its site.")
@project_argument()
@page_argument()
@annotator_option
@click.option(
    "--take",
    "taken",
    metavar="PAGES",
    help="Label these pages, as 4,7-9, or “all”; without it they are only shown.",
)
@click.option("--undo", is_flag=True, help="Take back what was taken over from PAGE.")
@json_option
def apply_site(
    project: Path, page: int, annotator: str | None, taken: str | None, undo: bool, as_json: bool
) -> None:
    """Show what the labels of PAGE say of the other pages of its site, take it or take it back.

    Only undecided text gets a label. Blind pages, pages that are finished and pages that somebody
    else labels are passed over.
    """
    if undo and taken is not None:
        raise click.UsageError("Give either --take or --undo.")
    name = annotator_or_login(annotator)
    number = PageId(page)
    runs = None if taken is None else usage(lambda: _runs_of(taken), "--take")
    if undo:
        with opened_for_change(project) as opened, watched("Taking back") as report:
            batch = site_applying.latest_batch(opened, number, name)
            if not batch.edits:
                raise UserError(f"There is nothing of page {page} to take back for “{name}”.")
            _say_back(batch, site_applying.take_back(opened, batch, report), as_json=as_json)
    elif runs is None:
        with open_project(project) as opened:
            preview = _preview(opened, number, name)
        _say_preview(preview, as_json=as_json)
    else:
        with opened_for_change(project) as opened:
            preview = _preview(opened, number, name)
            with watched("Labelling") as report:
                batch = site_applying.take(opened, preview, _pages_of(runs, preview), report)
        _say_taken(preview, batch, as_json=as_json)


def _preview(project: Project, page: PageId, annotator: str) -> SitePreview:
    propose = Assistant(project).like(page, annotator)
    with watched("Looking") as report:
        return site_applying.preview_site(project, propose, page, annotator, report)


def _runs_of(text: str) -> list[range]:
    """The numbers of pages as blocks are selected: `4,7-9`; none at all for `all`."""
    if text.strip().lower() == ALL:
        return []
    runs = parse_blocks(text)
    if runs.has_all or runs.has_undecided:
        raise UserError(f"“{text}” names no pages.", "Write numbers such as 4,7-9, or “all”.")
    return [range(first, last + 1) for first, last in runs.runs]


def _pages_of(runs: Sequence[range], preview: SitePreview) -> list[PageId] | None:
    """The pages in the runs, up to the first that the preview does not show; None for all."""
    if not runs:
        return None
    shown = {one.page for one in preview.pages}
    pages: list[PageId] = []
    for page in map(PageId, chain.from_iterable(runs)):
        pages.append(page)
        if page not in shown:
            break  # it is refused by name; runs may be longer than memory has room for
    return pages


def _preview_fields(preview: SitePreview) -> dict[str, Any]:
    return {
        "page": preview.page,
        "annotator": preview.annotator,
        "pages": [
            {
                "page": one.page,
                "title": one.title,
                "proposals": len(one.proposals),
                "labels": dict(one.labels),
                "left": one.left_count,
            }
            for one in preview.pages
        ],
        "passed_over": {reason.value: count for reason, count in preview.passed_over.items()},
    }


def _say_preview(preview: SitePreview, *, as_json: bool) -> None:
    if as_json:
        emit(_preview_fields(preview) | {"taken": None})
        return
    if preview.pages:
        rows = [("page", "labels", "left undecided", "title")]
        rows += [_row(one) for one in preview.pages]
        say_table(rows, right=frozenset({0, 2}))
        say()
    say(f"{counted(len(preview.pages), 'page')} can take labels of page {preview.page}.")
    passed = [f"{count} {reason}" for reason, count in preview.passed_over.items() if count]
    if passed:
        say(f"Passed over: {', '.join(passed)}.")


def _row(one: SitePage) -> tuple[str, str, str, str]:
    labels = ", ".join(f"{count} {label}" for label, count in sorted(one.labels.items()))
    return str(one.page), labels, str(one.left_count), shortened(one.title, 60)


def _say_taken(preview: SitePreview, batch: Batch, *, as_json: bool) -> None:
    if as_json:
        emit(_preview_fields(preview) | {"taken": list(batch.edits)})
        return
    say(f"Labelled {counted(len(batch.edits), 'page')} as page {batch.page} is labelled.")


def _say_back(batch: Batch, back: TakenBack, *, as_json: bool) -> None:
    if as_json:
        emit(
            {
                "page": batch.page,
                "annotator": batch.annotator,
                "undone": list(back.pages),
                "kept": list(back.kept),
            }
        )
        return
    say(f"Took back what page {batch.page} gave to {counted(len(back.pages), 'page')}.")
