"""The command that reduces pages to the texts that somebody wants of them: clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import json_option, path_of
from annotator.cli.output import emit, say, tell, watched
from annotator.cli.refusals import refusal_fields
from annotator.core.errors import Cancelled, UserError
from annotator.core.progress import Reporter
from annotator.services.cleaning import Cleaner, CleanPage, is_project
from annotator.services.importing import Refusal
from annotator.services.places import existing_project_path, is_file, is_folder
from annotator.services.projects import open_project


@click.command("clean", short_help="Print the story of pages, without all around it.")
@click.argument("sources", metavar="FILE|FOLDER|PROJECT...", type=path_of, nargs=-1, required=True)
@click.option("--labels", metavar="IDS", help="Labels to print, as headline,body, which is usual.")
@click.option(
    "--with",
    "model",
    metavar="PROJECT",
    type=path_of,
    help="The project whose labels and learning to use.",
)
@json_option
def clean(sources: tuple[Path, ...], labels: str | None, model: Path | None, as_json: bool) -> None:
    """Print the texts of some labels, of pages in files and folders or of a project.

    Files and folders are read as an import reads them, and nothing is stored. In a project, what is
    labelled counts as it is labelled, and the rest as it is proposed.
    """
    ids = [one.strip() for one in (labels or "").split(",") if one.strip()]
    paths = [existing_project_path(path) for path in sources]
    for path in paths:
        if not is_file(path) and not is_folder(path):
            raise UserError(f"There is no file or folder “{path}”.")
    own = next((path for path in paths if is_project(path)), None)
    if own is not None and (len(paths) > 1 or model is not None):
        raise click.UsageError("A project is cleaned alone, and with what it learned itself.")
    used = own or (None if model is None else existing_project_path(model))
    answer = _Answer(as_json=as_json, has_names=len(paths) > 1 or own is not None)
    with nullcontext() if used is None else open_project(used) as project:
        cleaner = Cleaner(project, ids)
        if cleaner.problem is not None:
            tell(f"annotator: {cleaner.problem}")
        with watched("Cleaning") as report:
            answer.take(_pages(cleaner, None if own else paths, report))
    answer.end()


class _Answer:
    """Prints page by page as they come, or collects all for one JSON document."""

    def __init__(self, *, as_json: bool, has_names: bool) -> None:
        self._as_json = as_json
        self._has_names = has_names
        self._rows: list[dict[str, Any]] = []
        self._refused: list[Refusal] = []
        self._count = 0
        self._is_stopped = False
        # Whether the first page needs a name is known when there is a second.
        self._held: CleanPage | None = None

    def take(self, pages: Iterator[CleanPage | Refusal]) -> None:
        """Print or keep what comes; being stopped ends it with what came so far."""
        try:
            for one in pages:
                if isinstance(one, Refusal):
                    self._refused.append(one)
                    tell(f"annotator: Refused: {one.path}: {one.reason}")
                    continue
                self._count += 1
                if self._as_json:
                    self._rows.append(_fields(one))
                else:
                    self._say(one)
        except Cancelled:
            self._is_stopped = True

    def end(self) -> None:
        """Print what was held back, and fail where nothing came out of it."""
        if self._held is not None:
            self._print(self._held)
        if self._as_json and (self._count or not self._refused):
            refused = [refusal_fields(one) for one in self._refused]
            emit({"pages": self._rows, "refused": refused})
        if self._is_stopped:
            raise Cancelled
        if self._refused and not self._count:
            raise UserError("No page could be read.")

    def _say(self, one: CleanPage) -> None:
        if self._count == 1 and not self._has_names:
            self._held = one
            return
        self._has_names = True
        if self._held is not None:
            self._print(self._held)
            self._held = None
        if self._count > 1:
            say()
        self._print(one)

    def _print(self, one: CleanPage) -> None:
        if self._has_names:
            where = one.name if one.page is None else f"Page {one.page}"
            note = " (blind: only what is labelled)" if one.is_blind else ""
            say(f"== {where}: {one.facts.title}{note}")
        for text in one.texts:
            say(text.text)


def _pages(
    cleaner: Cleaner, paths: Sequence[Path] | None, report: Reporter
) -> Iterator[CleanPage | Refusal]:
    if paths is None:
        yield from cleaner.clean_project(report)
    else:
        yield from cleaner.clean_paths(paths, report)


def _fields(one: CleanPage) -> dict[str, Any]:
    return {
        "page": one.page,
        "path": one.name,
        "title": one.facts.title,
        "url": one.facts.url,
        "digest": one.facts.digest,
        "blind": one.is_blind,
        "texts": [
            {
                "label": text.label,
                "start": text.span.start,
                "end": text.span.end,
                "text": text.text,
            }
            for text in one.texts
        ],
    }
