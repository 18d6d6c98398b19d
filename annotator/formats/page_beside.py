"""A gold text and the page of it, in two files of one name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotator.core.pages import PageKind
from annotator.formats.reading import ComingPage
from annotator.formats.untrusted import bytes_of

_LONGEST_NAME = 200  # no system has longer ones; to ask for one may fail
_ENDINGS = (".html", ".htm", ".html.gz", ".txt")


def page_beside(
    gold: Path, name: str, url: str = "", *, folders: Iterable[Path] = ()
) -> ComingPage:
    """The page called `name`, with its bytes if they lie in one of the folders or beside the gold.

    `Broken` where they are too many. A name that leads elsewhere finds nothing.
    """
    if name == Path(name).name and len(name) <= _LONGEST_NAME:
        for folder in (*folders, gold.parent):
            for ending in ("", *_ENDINGS):
                path = folder / f"{name}{ending}"
                is_gold = folder == gold.parent and path.suffix == gold.suffix
                if not is_gold and path.is_file():
                    kind = PageKind.TEXT if ending == ".txt" else PageKind.HTML
                    return ComingPage(url=url, name=name, content=bytes_of(path), kind=kind)
    return ComingPage(url=url, name=name)
