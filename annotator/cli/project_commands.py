"""Commands about a project as a whole: new, backup, check."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.arguments import (
    json_option,
    path_of,
    project_argument,
    share_type,
    target_of,
)
from annotator.cli.output import counted, emit, say, watched
from annotator.core.errors import UserError
from annotator.services import backups, checking, projects
from annotator.services.places import is_file, new_project_path


@click.command("new", short_help="Make a new project.")
@click.argument("project", metavar="PROJECT", type=path_of)
@click.option("--labels", type=path_of, metavar="FILE", help="A TOML file with the labels to use.")
@click.option("--name", metavar="TEXT", help="The project's name; the file's if not given.")
@click.option(
    "--blind-share",
    type=share_type,
    default=projects.BLIND_SHARE,
    show_default=True,
    metavar="SHARE",
    help="The share of its pages that are labelled without proposals, from 0 to 1.",
)
@json_option
def new(
    project: Path, labels: Path | None, name: str | None, blind_share: float, as_json: bool
) -> None:
    """Make a new project.

    Where PROJECT has no ending, “.annotator” is added; the other commands find it either way.
    """
    path = new_project_path(project)
    if project != path and is_file(project):
        raise UserError(f"There is already a file “{project}”.", "Choose another name.")
    source = None if labels is None else projects.read_label_file(labels)
    with projects.create_project(
        path, label_set_source=source, name=name, blind_share=blind_share
    ) as made:
        label_set = made.label_set
        title = made.name
    if as_json:
        emit(
            {
                "project": str(path),
                "name": title,
                "label_set": label_set.name,
                "label_set_version": label_set.version,
                "labels": [label.id for label in label_set.labels],
                "blind_share": blind_share,
            }
        )
        return
    say(f"Made “{path}” with {counted(len(label_set.labels), 'label')}.")


@click.command("backup", short_help="Copy a project, also while it is open.")
@project_argument()
@click.argument("target", metavar="FILE", type=target_of, required=False)
@json_option
def backup(project: Path, target: Path | None, as_json: bool) -> None:
    """Copy a project to FILE, or into its folder of backups; it may be open meanwhile."""
    with projects.open_project(project) as opened:
        path = backups.back_up(opened, target)
    if as_json:
        emit({"project": str(project), "backup": str(path), "bytes": path.stat().st_size})
        return
    say(f"Copied to “{path}”.")


@click.command("check", short_help="Verify all that a project holds.")
@project_argument()
@click.option("--deep", is_flag=True, help="Also parse every page anew and compare.")
@json_option
def check(project: Path, deep: bool, as_json: bool) -> None:
    """Verify all that a project holds, and change nothing.

    That is: the file, references between tables, the pages' bytes, blocks, annotations, journals
    and counts.
    """
    with watched("Checking") as report:
        problems = checking.check_file(project, report, is_deep=deep)
    if as_json:
        emit({"ok": not problems, "problems": list(problems)})
    else:
        for problem in problems:
            say(problem)
    if problems:
        raise UserError(
            f"“{project}” has {counted(len(problems), 'problem')}.",
            "Keep the file as it is and open a backup.",
        )
    if not as_json:
        say(f"“{project}” is in order.")
