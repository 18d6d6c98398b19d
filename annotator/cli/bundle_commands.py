"""Commands that exchange work with a colleague: bundle, receive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import json_option, path_of, project_argument, target_of
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, watched
from annotator.core.bundles import ComingPage, ComingSet, PageFate, SetFate
from annotator.core.journal import Status
from annotator.services import bundling, receiving
from annotator.services.bundling import BundleReport
from annotator.services.projects import open_project
from annotator.services.receiving import Preview, ReceiveReport

_MOST_TOLD = 50
_MOST_NAMED = 3


@click.command("bundle", short_help="Write pages and labels for a colleague.")
@project_argument()
@click.argument("file", metavar="FILE", type=target_of)
@click.option("--as", "annotators", metavar="NAME", multiple=True, help="Only this one's sets.")
@click.option("--for", "given_to", metavar="NAME", help="Pages given to NAME.")
@click.option(
    "--status",
    "statuses",
    type=click.Choice([status.value for status in Status]),
    multiple=True,
    help="Only sets of this status.",
)
@click.option("--without-pages", is_flag=True, help="For a colleague who has the pages.")
@json_option
def bundle(
    project: Path,
    file: Path,
    annotators: tuple[str, ...],
    given_to: str | None,
    statuses: tuple[str, ...],
    without_pages: bool,
    as_json: bool,
) -> None:
    """Write pages and labels for a colleague into one file, as for-ada.annobundle.

    Everything goes, or the sets of the annotators and statuses named and their pages, or the pages
    that were given to somebody.
    """
    if given_to is not None and not given_to.strip():
        # As from an empty variable of a script: that is no wish for everything.
        raise click.UsageError("Say whose pages are wanted: --for takes a name.")
    with open_project(project) as opened, watched("Bundling") as report:
        result = bundling.write_bundle(
            opened,
            file,
            annotators=annotators,
            given_to=given_to or "",
            statuses=[Status(status) for status in statuses],
            with_pages=not without_pages,
            report=report,
        )
    if as_json:
        emit(_bundle_fields(result))
        return
    say(
        f"{result.path}: {counted(result.page_count, 'page')}, {counted(result.set_count, 'set')}, "
        f"{counted(result.remark_count, 'remark')}, "
        f"{counted(result.assignment_count, 'assignment')}, {result.byte_count:,} bytes."
    )


@click.command("receive", short_help="Take in what a colleague sent.")
@project_argument()
@click.argument("file", metavar="FILE", type=path_of)
@click.option("--preview", "is_preview", is_flag=True, help="Say what would come; write nothing.")
@click.option(
    "--map",
    "mapped",
    metavar="THEIRS=OURS",
    multiple=True,
    callback=lambda _context, _option, given: _mapping(given),
    help="The label here that stands for one of theirs.",
)
@json_option
def receive(
    project: Path, file: Path, is_preview: bool, mapped: dict[str, str], as_json: bool
) -> None:
    """Take in what a colleague sent: pages, labels, comments and verdicts, guidelines.

    Nothing that is here is overwritten, and receiving the same file again changes nothing.
    """
    if is_preview:
        with open_project(project) as opened, watched("Looking") as report:
            found = receiving.preview(opened, file, report)
        if as_json:
            emit({**_preview_fields(found), **_come_fields(found)})
        else:
            _say_preview(found)
        return
    with opened_for_change(project) as opened, watched("Receiving") as report:
        result = receiving.receive(opened, file, labels=mapped, report=report)
    if as_json:
        emit(_come_fields(result))
    else:
        _say_come(result)


def _mapping(given: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        theirs, sign, ours = one.partition("=")
        if not sign or not theirs.strip() or not ours.strip():
            raise click.BadParameter(f"“{one}” is not as theirs=ours.")
        found[theirs.strip()] = ours.strip()
    return found


def _bundle_fields(result: BundleReport) -> dict[str, Any]:
    return {
        "path": str(result.path),
        "pages": result.page_count,
        "pages_with_bytes": result.content_count,
        "sets": result.set_count,
        "remarks": result.remark_count,
        "assignments": result.assignment_count,
        "guidelines": result.guideline_count,
        "annotators": list(result.annotators),
        "bytes": result.byte_count,
    }


def _preview_fields(found: Preview) -> dict[str, Any]:
    return {
        "project": found.project_name,
        "same_project": found.is_same_project,
        "program": found.program,
        "annotators": list(found.annotators),
        "labels_lacking": list(found.labels_lacking),
    }


def _come_fields(result: Preview | ReceiveReport) -> dict[str, Any]:
    return {
        "pages": [asdict(one) for one in result.pages],
        "sets": [_set_fields(one) for one in result.sets],
        "remarks": result.remark_count,
        "assignments": result.assignment_count,
        "guidelines": result.guideline_count,
        "differences": list(result.differences),
    }


def _set_fields(one: ComingSet) -> dict[str, Any]:
    fields = asdict(one)
    return {
        **{name: value for name, value in fields.items() if not name.endswith("_count")},
        "renamed": dict(one.renamed),
        "moved": one.moved_count,
        "lost": one.lost_count,
    }


def _say_preview(found: Preview) -> None:
    whose = "a copy of this project" if found.is_same_project else "another project"
    say(f"From “{found.project_name}”, {whose}, written by version {found.program}.")
    if found.annotators:
        say(f"Annotators: {', '.join(found.annotators)}")
    _say_come(found)
    for label in found.labels_lacking:
        say(f"The project lacks the label “{label}”: receive it with --map {label}=…")


def _say_come(result: Preview | ReceiveReport) -> None:
    pages = Counter(one.fate for one in result.pages)
    sets = Counter(one.fate for one in result.sets)
    say(f"Pages: {_said(pages, PageFate)}.")
    say(f"Sets: {_said(sets, SetFate)}.")
    say(
        f"{counted(result.remark_count, 'new remark')}, "
        f"{counted(result.assignment_count, 'new assignment')}, "
        f"{counted(result.guideline_count, 'new version')} of the guidelines."
    )
    told = [*map(_page_told, result.pages), *map(_set_told, result.sets)]
    lines = [*result.differences, *lacking_told(result.pages), *(one for one in told if one)]
    for line in lines[:_MOST_TOLD]:
        say(line)
    if len(lines) > _MOST_TOLD:
        say(f"… and {len(lines) - _MOST_TOLD} more; --json prints all of them.")


def _said(counts: Counter[Any], fates: type[PageFate] | type[SetFate]) -> str:
    found = [f"{counts[fate]} {fate}" for fate in fates if counts[fate]]
    return ", ".join(found) or "none"


def lacking_told(pages: Sequence[ComingPage]) -> list[str]:
    """One line, however many pages of another project are lacking."""
    titles = [f"“{one.title}”" for one in pages if one.fate is PageFate.LACKING]
    if not titles:
        return []
    more = len(titles) - _MOST_NAMED
    named = titles if more <= 1 else [*titles[:_MOST_NAMED], f"{more} more"]
    whole = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    are = "is" if len(titles) == 1 else "are"
    return [f"{whole} {are} neither here nor in the bundle: ask for it with its pages."]


def _page_told(one: ComingPage) -> str:
    if one.fate is PageFate.REFUSED:
        return f"“{one.title}” is refused: {one.reason}"
    return ""


def _fork_told(one: ComingSet) -> str:
    """Both names of a set that was changed in two places: which is which decides what it says."""
    renamed = [f"the set that was here as “{old}” is “{new}” now" for old, new in one.renamed]
    here = "; ".join(renamed) or "the set that was here keeps its name"
    return f"was changed in two places and stands here as “{one.kept_as}”; {here}"


def _set_told(one: ComingSet) -> str:
    told = []
    if one.fate is SetFate.FORKED:
        told.append(_fork_told(one))
    if one.moved_count:
        told.append(f"{counted(one.moved_count, 'annotation')} moved and marked uncertain")
    if one.lost_count:
        told.append(f"{counted(one.lost_count, 'annotation')} without a place here")
    return f"“{one.title}”, set of “{one.annotator}”: {'; '.join(told)}." if told else ""
