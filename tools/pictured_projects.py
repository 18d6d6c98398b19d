"""What stands in the projects on the pictures of docs/images, beside the sample pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.core.pages import PageId
from annotator.services.annotating import change
from annotator.services.bundling import write_bundle
from annotator.services.importing import import_paths
from annotator.services.projects import open_project
from annotator.services.resources import resource


def add_siblings(project: Path, titles: Sequence[str], home: Path) -> None:
    """Put pages beside page 1 that are made as it is, with these titles and other dates."""
    if not titles:
        return
    known = (resource("samples") / "01-harbour-ferry.html").read_text("utf-8")
    title = "Harbour ferry returns after eleven months in dry dock"
    for number, other in enumerate(titles, 1):
        text = known.replace("41877", str(41877 + number)).replace(title, other)
        text = text.replace("At twelve minutes to seven on Friday", f"At {number + 2} on Monday")
        (home / f"sibling-{number}.html").write_text(text, "utf-8")
    with open_project(project) as opened:
        import_paths(opened, sorted(home.glob("sibling-*.html")))


def bundle_of_ben(project: Path, pages: Sequence[int], home: Path) -> Path:
    """What a colleague sends who labelled these pages in a copy of the project, with one more."""
    target = home / "ben.annobundle"
    if not pages:
        return target
    copy, more = home / "ben.annotator", home / "new.html"
    copy.write_bytes(project.read_bytes())
    more.write_text("<title>Lighthouse lamp is lit again</title><p>Ships see it from afar.</p>")
    with open_project(copy) as opened:
        import_paths(opened, [more])
        for number in pages:
            change(opened, PageId(number), "Ben", lambda sitting: sitting.fill())
        write_bundle(opened, target)
    return target
