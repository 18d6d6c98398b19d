"""Arguments and options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.services.places import existing_project_path, is_folder, login_name

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Result = TypeVar("_Result")


def _existing_project(given: str) -> Path:
    return existing_project_path(path_of(given))


def path_of(given: str) -> Path:
    """A path as it is; whether something is there shows when it is used."""
    if not given:
        # `Path` would take it for the folder that the program runs in.
        raise click.BadParameter("a path cannot be empty.")
    return Path(given)


def target_of(given: str) -> Path:
    """Where to write; what is spelled as a folder that is not there never becomes a file."""
    path = path_of(given)
    if given.endswith((os.sep, os.altsep or os.sep)) and not is_folder(path):
        raise UserError(f"There is no folder “{path}”.", "Make it first, or name a file.")
    return path


def project_argument(*, required: bool = True) -> Callable[[_Function], _Function]:
    """The argument PROJECT."""
    return click.argument("project", metavar="PROJECT", type=_existing_project, required=required)


class _PageNumber(click.IntRange):
    """A page by its number; anything else is told what it should be."""

    def __init__(self) -> None:
        super().__init__(1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            told = f"“{value}” is no page: give its number, as “annotator pages” prints it."
            raise click.BadParameter(told, ctx, param) from None


def page_argument(*, required: bool = True) -> Callable[[_Function], _Function]:
    """The argument PAGE: its number, as `annotator pages` prints it."""
    return click.argument("page", metavar="PAGE", type=_PageNumber(), required=required)


share_type = click.FloatRange(0, 1)

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)

annotator_option = click.option(
    "--as", "annotator", metavar="NAME", help="The annotator; your login name if not given."
)

set_option = click.option("--as", "annotator", metavar="NAME", help="This annotator's set only.")


status_option = click.option(
    "--status", type=click.Choice([status.value for status in Status]), help="Only this status."
)


def annotator_or_login(given: str | None) -> str:
    """Who labels: the name given, or the login name."""
    return given if given is not None else login_name()


def usage(make: Callable[[], _Result], name: str) -> _Result:
    """What `make` reads from an argument; what it cannot read is a wrong use of the command."""
    try:
        return make()
    except UserError as error:
        raise click.BadParameter(str(error), param_hint=name) from None
