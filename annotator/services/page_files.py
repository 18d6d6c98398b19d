"""Pages as they look, each in a file of its own: to be opened in any browser and handed on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.pages.display_file import self_contained
from annotator.services.displaying import Displaying
from annotator.services.projects import Project
from annotator.services.writing import written_beside

SUFFIXES = (".xhtml", ".xht")


@dataclass(frozen=True, slots=True)
class PageFile:
    """What was written.

    `has_styles` says that the page has styles of its own, `cut` why its end is missing.
    """

    path: Path
    byte_count: int
    element_count: int
    block_count: int
    has_styles: bool
    cut: str | None


def write_page_file(
    project: Project,
    page: PageId,
    target: Path,
    *,
    with_styles: bool = True,
    shows_hidden: bool = False,
) -> PageFile:
    """Write the safe copy of a page to a file that takes its place once it is whole.

    Raises `UserError` where there is no such page, where it takes too long to be read, where the
    file cannot be written, and where its name says that it is something else.
    """
    if target.suffix.lower() not in SUFFIXES:
        raise UserError(
            f"A browser would not read “{target}” as the XHTML that it is to be.",
            "Give a name that ends in .xhtml.",
        )
    with project.store.read() as transaction:
        facts = transaction.pages.facts(page)
        block_count = len(transaction.pages.document(page).blocks)
    displaying = Displaying(project)
    try:
        with written_beside(target) as (file,):
            copy = displaying.copy(page, with_styles=with_styles, shows_hidden=shows_hidden)
            for piece in self_contained(copy.displayed, copy.resources, facts.title):
                file.write(piece)
            byte_count = file.tell()
    finally:
        displaying.close()
    displayed = copy.displayed
    return PageFile(
        target,
        byte_count,
        displayed.element_count,
        block_count,
        displayed.has_styles,
        facts.cut,
    )
