"""The command that counts what there is: stats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import json_option, project_argument
from annotator.cli.output import counted, emit, say, say_table
from annotator.services import measuring, projects
from annotator.services.measuring import Work


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
