"""Commands about what comes out: stats, export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import (
    json_option,
    project_argument,
    set_option,
    status_option,
    target_of,
)
from annotator.cli.output import counted, emit, say, say_table, tell, watched
from annotator.core.journal import Status
from annotator.services import exporting, measuring, projects
from annotator.services.measuring import Work


def _format_name(given: str) -> str:
    names = exporting.format_names()
    if given not in names:
        raise click.BadParameter(f"there is no format “{given}”; there are: {', '.join(names)}.")
    return given


@click.command("stats", short_help="Count pages and labels.")
@project_argument()
@json_option
def stats(project: Path, as_json: bool) -> None:
    """Count pages by status, and blocks and characters by label, in all and by annotator.

    What reviewers decided is told apart.
    """
    with projects.open_project(project) as opened:
        measures = measuring.measure(opened)
    if as_json:
        emit(
            {
                "page_count": measures.page_count,
                **_work_fields(measures.whole),
                "annotators": {
                    name: _work_fields(work) for name, work in measures.annotators.items()
                },
                "gold": None if measures.gold is None else _work_fields(measures.gold),
                "forks": {name: _work_fields(work) for name, work in measures.forks.items()},
            }
        )
        return
    say(counted(measures.page_count, "page"))
    _say_work(measures.whole)
    works = [*measures.annotators.items(), *measures.forks.items()]
    if measures.gold is not None:
        works.append(("gold, as reviewers decided", measures.gold))
    for name, work in works:
        say()
        say(name)
        _say_work(work)


@click.command("export", short_help="Write the labelled pages as a data set.")
@project_argument()
@click.argument("target", metavar="FILE", type=target_of)
@click.option(
    "--format",
    "format_name",
    type=_format_name,
    default="jsonl",
    show_default=True,
    metavar="NAME",
    help="The format of the data set.",
)
@set_option
@status_option
@click.option(
    "--best",
    is_flag=True,
    help="Of each page one set: gold if finished, else the one furthest on.",
)
@json_option
def export(
    project: Path,
    target: Path,
    format_name: str,
    annotator: str | None,
    status: str | None,
    best: bool,
    as_json: bool,
) -> None:
    """Write the labelled pages to FILE, and what it holds to FILE.manifest.json.

    Every annotation set is written, whatever its status, and so are gold sets; --as, --status and
    --best leave out others.
    """
    with projects.open_project(project) as opened, watched("Exporting") as report:
        result = exporting.export_project(
            opened,
            target,
            format_name=format_name,
            annotator=annotator,
            status=None if status is None else Status(status),
            is_best=best,
            report=report,
        )
    if result.cut_count:
        tell(f"annotator: {counted(result.cut_count, 'set')} of pages whose end is missing.")
    if result.unlocated_count:
        tell(f"annotator: {counted(result.unlocated_count, 'set')} without DOM ranges.")
    if as_json:
        emit(
            {
                "file": str(result.path),
                "manifest": str(result.manifest),
                "sha256": result.sha256,
                "format": format_name,
                "pages": result.page_count,
                "sets": result.set_count,
                "annotations": result.annotation_count,
                "cut": result.cut_count,
                "unlocated": result.unlocated_count,
            }
        )
        return
    sets = counted(result.set_count, "annotation set")
    say(f"Wrote {sets} of {counted(result.page_count, 'page')} to “{result.path}”.")


def _work_fields(work: Work) -> dict[str, Any]:
    return {
        "pages": {status.value: count for status, count in work.pages.items()},
        "labels": {
            label: {"blocks": amount.block_count, "characters": amount.character_count}
            for label, amount in work.labels.items()
        },
    }


def _say_work(work: Work) -> None:
    say(", ".join(f"{count} {status}" for status, count in work.pages.items() if count) or "–")
    table = [("label", "blocks", "characters")]
    for label, amount in work.labels.items():
        table.append((label, str(amount.block_count), str(amount.character_count)))
    say_table(table, right=frozenset({1, 2}))
