"""What stands in the projects on the pictures of docs/images, beside the sample pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from annotator.core.adjudication import Taking
from annotator.core.decisions import Choice
from annotator.core.pages import PageId
from annotator.services import discussing, guiding, reviewing
from annotator.services.annotating import change, open_sitting
from annotator.services.bundling import write_bundle
from annotator.services.importing import import_paths
from annotator.services.projects import Project, open_project
from annotator.services.resources import resource
from annotator.services.sitting import Sitting

_GUIDELINES = """# What we label, and how

Every region gets **one** label. In doubt, ask in a comment (`Ctrl+M`) and go on.

## Headline

- the title line of *the story the page is about*
- with its kicker or its standfirst, where they complete it
- once a page

## Body

1. the lead
2. paragraphs, and the subheadings between them
3. quotations and pull quotes

> A fact box of the story is body, even where it stands beside it.

### Not body

Bylines, dates, captions, and "read also" links between paragraphs.
"""
_REASON = (
    "In this paper the standfirst completes the headline, as the guidelines say since Monday. "
    "Please look at page 2 as well."
)


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


def talk_of_the_team(project: Path, finished: Sequence[int]) -> None:
    """What Ben and Ria do with the pages that Ada finished, the first of which is returned."""
    with open_project(project) as opened:
        guiding.set_guidelines(opened, _GUIDELINES)
        page = PageId(finished[0])
        ada = open_sitting(opened, page, "Ada")
        heading = next(one for one in ada.document.blocks if one.tag == "h1").span
        below = ada.document.blocks[ada.document.block_at(heading.start) + 1].span
        _label_otherwise(opened, ada, below.start, ada.label_set.labels[0].id)
        sitting = reviewing.open_review(opened, page, "Ria")
        for one in sitting.considered:
            if one.number:
                taking = Taking(Choice.SIDE, "Ben")
                done = sitting.decide([one.number], taking, "Here it completes the headline.")
                if done.line is not None:
                    reviewing.save_review(opened, sitting, [done.line], done.undecided_count)
                break
        reviewing.return_set(opened, page, "Ada", "Ria", _REASON)
        asked = "Is this a standfirst, or the caption of the picture below?"
        thread = discussing.comment(opened, page, "Ben", asked, span=below).thread
        told = "The standfirst: the picture has a caption of its own below."
        discussing.comment(opened, page, "Ria", told, thread=thread)
        discussing.comment(opened, page, "Ria", "Our first page. Good to start from.")
        other = PageId(finished[1])
        discussing.comment(opened, other, "Ben", "The date stands here twice.")


def _label_otherwise(project: Project, ada: Sitting, start: int, label: str) -> None:
    """Have Ben label and finish a page as Ada did, but for what stands at `start`."""
    for one in ada.label_set.labels:
        spans = [
            held.span
            for held in ada.annotations
            if (label if held.span.start == start else held.label) == one.id
        ]
        if spans:
            give = partial(Sitting.label, spans=spans, label_id=one.id)
            change(project, ada.page, "Ben", give)
    change(project, ada.page, "Ben", Sitting.finish)
