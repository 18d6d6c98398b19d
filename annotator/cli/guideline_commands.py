"""Commands about the rules that annotators follow: guidelines, calibrate, calibration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import (
    annotator_option,
    annotator_or_login,
    json_option,
    page_argument,
    path_of,
    project_argument,
)
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, say_table, shortened
from annotator.core.alignment import AlignedPiece, disagreements
from annotator.core.calibration import Score
from annotator.core.documents import Document
from annotator.core.guidelines import Guidelines
from annotator.core.pages import PageId
from annotator.services import calibrating, guiding, projects
from annotator.services.calibrating import Calibration, CalibrationProgress

_TITLE_WIDTH = 60


@click.command("guidelines", short_help="Print or set the guidelines for annotators.")
@project_argument()
@click.option("--set", "source", type=path_of, metavar="FILE", help="A Markdown file to follow.")
@click.option("--version", type=click.IntRange(1), metavar="N", help="An earlier version.")
@click.option("--list", "is_list", is_flag=True, help="List the versions.")
@json_option
def guidelines(
    project: Path, source: Path | None, version: int | None, is_list: bool, as_json: bool
) -> None:
    """Print the guidelines of a project, or make the text of a file their newest version."""
    if sum((source is not None, version is not None, is_list)) > 1:
        raise click.UsageError("Give one of --set, --version and --list.")
    if source is not None:
        text = guiding.read_guideline_file(source)
        with opened_for_change(project) as opened:
            made = guiding.set_guidelines(opened, text)
        if as_json:
            emit(_guideline_fields(made))
        else:
            say(f"Version {made.version} of the guidelines is in force.")
        return
    with projects.open_project(project) as opened:
        every = guiding.versions(opened) if is_list else []
        shown = None if is_list else guiding.guidelines(opened, version)
    if as_json:
        listed = [_guideline_fields(one, has_text=False) for one in every]
        emit({"versions": listed} if shown is None else _guideline_fields(shown))
    elif shown is not None:
        for line in shown.text.splitlines():
            say(line)
    else:
        table = [("version", "since", "characters")]
        for one in every:
            since = one.added_at.strftime("%Y-%m-%d %H:%M UTC")
            table.append((str(one.version), since, str(len(one.text))))
        say_table(table, right=frozenset({0, 2}))


@click.command("calibrate", short_help="Show or change the pages for calibration.")
@project_argument()
@click.argument("pages", metavar="[PAGE]...", type=click.IntRange(1), nargs=-1)
@click.option("--off", is_flag=True, help="Take the pages out instead.")
@json_option
def calibrate(project: Path, pages: tuple[int, ...], off: bool, as_json: bool) -> None:
    """Take pages into the calibration set, or list it.

    Newcomers label these pages and then see, page by page, how theirs differ from the reference:
    the page's gold set, once it is finished. Nothing is learned from labels on these pages.
    """
    if off and not pages:
        raise click.UsageError("Say which pages to take out.")
    if pages:
        numbers = [PageId(page) for page in pages]
        with opened_for_change(project) as opened:
            calibrating.set_calibration(opened, numbers, is_calibration=not off)
            found = calibrating.calibration_pages(opened)
    else:
        with projects.open_project(project) as opened:
            found = calibrating.calibration_pages(opened)
    if as_json:
        fields = [
            {
                "page": one.page,
                "title": one.title,
                "site": one.site,
                "blind": one.is_blind,
                "reference": one.reference,
                "ready": one.is_ready,
            }
            for one in found
        ]
        emit({"pages": fields})
        return
    table = [("page", "reference", "title")]
    for one in found:
        state = one.reference if one.is_ready else f"{one.reference}: not ready"
        table.append((str(one.page), state, shortened(one.title, _TITLE_WIDTH)))
    say_table(table, right=frozenset({0}))


@click.command("calibration", short_help="Compare an annotator's pages with the reference.")
@project_argument()
@page_argument(required=False)
@annotator_option
@json_option
def calibration(project: Path, page: int | None, annotator: str | None, as_json: bool) -> None:
    """Say how far an annotator labels as the reference does, or where they differ on PAGE.

    A page is compared once its annotator finished it. The score is that of the page as they
    finished it first, before they could have seen the reference.
    """
    name = annotator_or_login(annotator)
    with projects.open_project(project) as opened:
        if page is None:
            _say_progress(name, calibrating.calibration_progress(opened, name), as_json=as_json)
            return
        found, compared = calibrating.calibration_of(opened, PageId(page), name)
    pieces = disagreements(compared.pieces)
    if as_json:
        differences = [_piece_fields(compared.document, one) for one in pieces]
        emit({**_result_fields(found), "differences": differences})
        return
    say(f"Page {found.page}: {found.title}")
    say(f"As first finished: {_told(found.first)}. Now: {_told(found.now)}.")
    if not pieces:
        say("All labels are those of the reference.")
        return
    table = [("block", name, "reference", "text")]
    for one in pieces:
        own, reference = (label or "–" for label in one.labels)
        quote = shortened(compared.document.quote(one.span), _TITLE_WIDTH)
        table.append((str(one.block), own, reference, quote))
    say_table(table, right=frozenset({0}))


def _say_progress(name: str, rows: list[CalibrationProgress], *, as_json: bool) -> None:
    if as_json:
        fields = [
            {
                "page": one.page,
                "title": one.title,
                "status": one.status,
                "compared": one.result is not None,
                "first": None if one.result is None else _score_fields(one.result.first),
                "now": None if one.result is None else _score_fields(one.result.now),
                "reason": one.reason or None,
            }
            for one in rows
        ]
        emit({"annotator": name, "pages": fields})
        return
    table = [("page", "status", "as first finished", "title")]
    for one in rows:
        told = "–" if one.result is None else _told(one.result.first)
        table.append((str(one.page), one.status, told, shortened(one.title, _TITLE_WIDTH)))
    say_table(table, right=frozenset({0}))
    done = sum(one.result is not None for one in rows)
    say(f"{name} can compare {done} of {counted(len(rows), 'page')}.")


def _result_fields(found: Calibration) -> dict[str, Any]:
    return {
        "page": found.page,
        "title": found.title,
        "annotator": found.annotator,
        "status": found.status,
        "first": _score_fields(found.first),
        "now": _score_fields(found.now),
    }


def _score_fields(score: Score) -> dict[str, Any]:
    return {"alike": score.alike_count, "blocks": score.block_count, "share": score.share}


def _piece_fields(document: Document, piece: AlignedPiece) -> dict[str, Any]:
    own, reference = piece.labels
    return {
        "block": piece.block,
        "start": piece.span.start,
        "end": piece.span.end,
        "quote": document.quote(piece.span),
        "kind": piece.kind,
        "label": own,
        "reference": reference,
    }


def _guideline_fields(one: Guidelines, *, has_text: bool = True) -> dict[str, Any]:
    fields: dict[str, Any] = {"version": one.version, "added_at": one.added_at.isoformat()}
    return fields | ({"text": one.text} if has_text else {"characters": len(one.text)})


def _told(score: Score) -> str:
    if score.share is None:
        return "the reference labels nothing"
    return f"{score.alike_count} of {counted(score.block_count, 'block')} alike"
