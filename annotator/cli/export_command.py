"""The command that writes a data set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from annotator.cli.arguments import (
    json_option,
    project_argument,
    set_option,
    share_type,
    status_option,
    target_of,
)
from annotator.cli.output import counted, emit, say, tell, watched
from annotator.cli.split_options import say_splits, split_options, split_terms, warn_of_splits
from annotator.core.journal import Status
from annotator.core.set_filter import SetFilter
from annotator.services import exporting, projects
from annotator.services.export_manifest import split_fields
from annotator.services.exporting import ExportReport

_Command = TypeVar("_Command", bound=Callable[..., Any])
_BLIND = {"only": True, "without": False}
_DAY = click.DateTime(["%Y-%m-%d"])


def _format_name(given: str) -> str:
    names = exporting.format_names()
    if given not in names:
        raise click.BadParameter(f"there is no format “{given}”; there are: {', '.join(names)}.")
    return given


def _filter_options(command: _Command) -> _Command:
    options = [
        set_option,
        status_option,
        click.option(
            "--best",
            is_flag=True,
            help="Of each page one set: gold if finished, else the one furthest on.",
        ),
        click.option("--gold", is_flag=True, help="Only gold sets that are finished."),
        click.option(
            "--site",
            "sites",
            metavar="SITE",
            multiple=True,
            help="Only pages of this site; to be repeated for others.",
        ),
        click.option(
            "--language",
            "languages",
            metavar="TAG",
            multiple=True,
            help="Only pages that say they are in this language, as de; to be repeated.",
        ),
        click.option("--since", type=_DAY, metavar="DAY", help="Only pages fetched since then."),
        click.option("--until", type=_DAY, metavar="DAY", help="Only pages fetched until then."),
        click.option(
            "--blind", type=click.Choice(list(_BLIND)), help="Only blind pages, or none of them."
        ),
        click.option(
            "--agreement",
            type=share_type,
            metavar="SHARE",
            help="Only pages on so much of whose text all who finished them agree, as 0.9.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command("export", short_help="Write the labelled pages as a data set.")
@project_argument()
@click.argument("target", metavar="PATH", type=target_of)
@click.option(
    "--format",
    "format_name",
    type=_format_name,
    default="jsonl",
    show_default=True,
    metavar="NAME",
    help="The format of the data set; “annotator formats” lists them.",
)
@_filter_options
@click.option(
    "--policy",
    default="",
    metavar="NAME|FILE",
    help="Which labels are main content; the format's own policy if not given.",
)
@click.option(
    "--without-pages",
    is_flag=True,
    help="Write address, digest and labels only; “annotator rejoin” puts the pages back.",
)
@split_options
@click.option("--overwrite", is_flag=True, help="Replace an earlier export that is a folder.")
@json_option
def export(
    project: Path,
    target: Path,
    format_name: str,
    policy: str,
    without_pages: bool,
    split: str | None,
    split_by: str | None,
    seed: int | str | None,
    check_leaks: bool,
    overwrite: bool,
    as_json: bool,
    **narrowed: Any,
) -> None:
    """Write the labelled pages to PATH, and what it holds to PATH.manifest.json.

    Every annotation set is written, whatever its status, and so are gold sets, unless something
    leaves out others.
    """
    terms = split_terms(split, split_by, seed)
    with projects.open_project(project) as opened, watched("Exporting") as report:
        result = exporting.export_project(
            opened,
            target,
            format_name=format_name,
            wanted=_filter(**narrowed),
            policy=policy,
            is_overwriting=overwrite,
            has_pages=not without_pages,
            split=terms,
            is_checked=check_leaks,
            report=report,
        )
    if result.cut_count:
        tell(f"annotator: {counted(result.cut_count, 'set')} of pages whose end is missing.")
    if result.unlocated_count:
        tell(f"annotator: {counted(result.unlocated_count, 'set')} without DOM ranges.")
    if result.split is not None:
        warn_of_splits(result.split)
    if as_json:
        emit(_fields(result, format_name))
        return
    sets = counted(result.set_count, "annotation set")
    say(f"Wrote {sets} of {counted(result.page_count, 'page')} to “{result.path}”.")
    if result.split is not None:
        say_splits(result.split)


def _filter(
    *,
    annotator: str | None,
    status: str | None,
    best: bool,
    gold: bool,
    sites: tuple[str, ...],
    languages: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    blind: str | None,
    agreement: float | None,
) -> SetFilter:
    return SetFilter(
        annotator=annotator,
        status=None if status is None else Status(status),
        is_best=best,
        gold_only=gold,
        sites=sites,
        languages=languages,
        since=since and since.date(),
        until=until and until.date(),
        is_blind=None if blind is None else _BLIND[blind],
        least_agreement=agreement,
    )


def _fields(result: ExportReport, format_name: str) -> dict[str, Any]:
    return {
        "file": str(result.path),
        "manifest": str(result.manifest),
        "sha256": result.sha256,
        "files": dict(result.files),
        "format": format_name,
        "pages": result.page_count,
        "sets": result.set_count,
        "annotations": result.annotation_count,
        "cut": result.cut_count,
        "unlocated": result.unlocated_count,
        "splits": dict(result.splits),
        "split": None if result.split is None else split_fields(result.split),
    }
