"""How truly the page view shows real pages: the text of each block, and whether it is laid out.

Run: `.venv/bin/python -m benchmarks.page_fidelity [--every N] [--examples]`; ANNOTATOR_CORPUS names
a folder that holds `pages/`, of whose HTML every page is shown, or every Nth.

The judge is Chromium. In the copy, with the page's own styles and without, every block that the
document shows should be laid out (`getClientRects`), and none that it hides be seen. In the raw
file, with scripts off and no copy of ours between, the blocks are found by their XPaths; that says
how often the document, which has no style engine, hides what Chromium hides. Last, the copy with
styles is held against the raw file: what was lost of the page's styles on the way shows there.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections import Counter, defaultdict
from copy import deepcopy
from pathlib import Path

from annotator.core.documents import Block, HiddenReason
from annotator.core.errors import UserError
from annotator.gui.page_view.scheme import Served
from annotator.pages.white_space import folded
from benchmarks import page_browser
from benchmarks.figures import machine, table
from benchmarks.page_judge import Judge, Made, all_made

MOST_CAUSES = 14
ONE_BROWSER = 100
STYLED, PLAIN, RAW, AGAINST = "with its styles", "without styles", "raw file", "copy and raw file"
# Control characters and non-characters, which XML forbids, are shown as U+FFFD.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
HTML_SPACE = re.compile("[ \t\n\f\r\u00a0]+")
VEILED = "laid out, but "


class Figures:
    """What was counted, and where things are otherwise than they should be."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.causes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.examples: dict[tuple[str, str], str] = {}

    def cause(self, way: str, cause: str, page: str, block: int) -> None:
        """One block that is otherwise, and why."""
        self.causes[way][cause] += 1
        self.examples.setdefault((way, cause), f"{page}, block {block}")

    def share(self, part: str, whole: str) -> str:
        """A share of blocks, in hundredths."""
        if not self.counts[whole]:
            return "–"
        return f"{100 * self.counts[part] / self.counts[whole]:.2f} %"


def look_at_copy(judge: Judge, one: Made, figures: Figures, *, with_styles: bool) -> list[str]:
    """Compare a copy with the document; why each block is not laid out in it, empty where it is."""
    way = STYLED if with_styles else PLAIN
    copy, blocks, counts = one.copies[with_styles], one.document.blocks, figures.counts
    judge.show(copy)
    shown, seen = judge.ask("annotator.texts()"), judge.ask("annotator.seen()")
    if len(shown) != len(blocks):
        raise TimeoutError
    causes = _causes(
        judge, [(found[:1], is_seen) for found, is_seen in zip(copy.blocks, seen, strict=True)]
    )
    counts[f"{way}: pages"] += 1
    for block, text, cause in zip(blocks, shown, causes, strict=True):
        wanted = folded(FORBIDDEN.sub("�", one.document.quote(block.span)))
        counts[f"{way}: equal"] += folded(text) == wanted
        if folded(text) != wanted:
            figures.cause("", f"another text {way}", one.raw.name, block.index)
        _compare(figures, way, one, block, cause)
    return causes


def _causes(judge: Judge, blocks: list[tuple[list[int], bool]]) -> list[str]:
    """Why each block, given by where it begins and whether it is laid out, cannot be seen."""
    causes = [""] * len(blocks)
    for name, is_there in (("copyReasons", False), ("copyVeils", True)):
        numbers = [
            number for number, (place, seen) in enumerate(blocks) if place and seen is is_there
        ]
        if numbers:
            found = judge.causes(name, [blocks[number][0][0] for number in numbers])
            for number, cause in zip(numbers, found, strict=True):
                causes[number] = cause
    return causes


def _compare(figures: Figures, way: str, one: Made, block: Block, cause: str) -> None:
    """Count a block, and whether the document and Chromium are of one mind about it."""
    is_hidden, is_laid_out = block.hidden is not None, not cause or cause.startswith(VEILED)
    # What is hidden need not be gone, as long as nobody sees it.
    is_agreed = bool(cause) if is_hidden else is_laid_out
    kind = "hidden" if is_hidden else "visible"
    figures.counts[f"{way}: blocks"] += 1
    figures.counts[f"{way}: {kind}"] += 1
    figures.counts[f"{way}: agree"] += is_agreed
    figures.counts[f"{way}: {kind} agree"] += is_agreed
    if is_hidden and not is_agreed:
        figures.cause(way, f"laid out, hidden by {block.hidden}", one.raw.name, block.index)
    elif not is_hidden and cause:
        figures.cause(way, cause, one.raw.name, block.index)


def look_at_raw(judge: Judge, one: Made, figures: Figures) -> list[str | None]:
    """Compare what Chromium lays out of the file itself with what the document hides.

    Why each block is not laid out, empty where it is, None where it was not found.
    """
    blocks = one.document.blocks
    judge.load(Served(one.raw.content, f"text/html; charset={one.encoding}"))
    wanted = [[block.xpath, HTML_SPACE.sub("", one.document.quote(block.span))] for block in blocks]
    causes: list[str | None] = judge.causes("raw", wanted)
    figures.counts[f"{RAW}: pages"] += 1
    for block, cause in zip(blocks, causes, strict=True):
        if cause is None:
            figures.counts[f"{RAW}: trees differ"] += 1
        elif block.hidden is HiddenReason.NOSCRIPT and not cause:
            figures.counts[f"{RAW}: shown as scripts are off"] += 1
        else:
            _compare(figures, RAW, one, block, cause)
    return causes


def look_at_both(one: Made, copy: list[str], raw: list[str | None], figures: Figures) -> None:
    """Compare the copy with the raw file, where the document says that a block is visible."""
    figures.counts[f"{AGAINST}: pages"] += 1
    for block, ours, theirs in zip(one.document.blocks, copy, raw, strict=True):
        if block.hidden is not None or theirs is None:
            continue
        figures.counts[f"{AGAINST}: blocks"] += 1
        figures.counts[f"{AGAINST}: agree"] += bool(ours) == bool(theirs)
        if bool(ours) != bool(theirs):
            where = "not in the copy" if ours else "not in the raw file"
            figures.cause(AGAINST, f"{where}: {ours or theirs}", one.raw.name, block.index)


def look(judge: Judge, one: Made, figures: Figures) -> None:
    """Look at a page in all ways."""
    figures.counts["large"] += one.copies[True].is_large
    figures.counts["no blocks"] += not one.document.blocks
    look_at_copy(judge, one, figures, with_styles=False)
    copy = look_at_copy(judge, one, figures, with_styles=True)
    look_at_both(one, copy, look_at_raw(judge, one, figures), figures)


def looked_at(judge: Judge, one: Made, before: Figures) -> Figures:
    """The figures with those of a page; a page that gets no answer is tried in a new browser."""
    for is_last in (False, True):
        figures = deepcopy(before)
        try:
            look(judge, one, figures)
        except TimeoutError:
            print(f"No answer for {one.raw.name}", file=sys.stderr)
            judge.renew()
            before.counts["tried again"] += not is_last
        else:
            return figures
    before.cause("", "no answer from the browser", one.raw.name, 0)
    return before


def agreement_table(figures: Figures) -> str:
    """How many blocks have the text of the document, and are laid out as it says."""
    rows = [
        (
            way,
            f"{figures.counts[f'{way}: pages']:,}",
            f"{figures.counts[f'{way}: blocks']:,}",
            f"{figures.counts[f'{way}: equal']:,}" if way in {STYLED, PLAIN} else "–",
            figures.share(f"{way}: visible agree", f"{way}: visible"),
            figures.share(f"{way}: hidden agree", f"{way}: hidden"),
            figures.share(f"{way}: agree", f"{way}: blocks"),
        )
        for way in (PLAIN, STYLED, RAW, AGAINST)
    ]
    heads = ("", "pages", "blocks", "equal texts", "visible laid out", "hidden not seen", "agree")
    return table(heads, rows)


def cause_table(figures: Figures, way: str, *, with_examples: bool) -> str:
    """Where they disagree, by cause."""
    blocks = figures.counts[f"{way}: blocks"]
    found = figures.causes[way].most_common()
    named = [(cause, count, figures.examples[way, cause]) for cause, count in found[:MOST_CAUSES]]
    rest = sum(count for _, count in found[MOST_CAUSES:])
    if rest:
        named.append((f"{len(found) - MOST_CAUSES} others", rest, ""))
    rows = [
        (cause, f"{count:,}", f"{100 * count / blocks:.3f} %", *([example] * with_examples))
        for cause, count, example in named
    ]
    heads = (f"{way}: cause", "blocks", "share", *(["for example"] * with_examples))
    return table(heads, rows)


def report(figures: Figures, seconds: float, *, with_examples: bool) -> None:
    """Print all tables."""
    counts = figures.counts
    print(machine())
    print(agreement_table(figures), "\n")
    print(
        f"{counts['large']:,} pages have more than 50,000 elements, {counts['no blocks']:,} no"
        f" block. {counts[f'{RAW}: trees differ']:,} blocks were not found in the raw files, whose"
        f" trees are others in Chromium; {counts[f'{RAW}: shown as scripts are off']:,} of"
        f" `noscript` are shown there as scripts are off, and not counted."
        f" {counts['tried again']:,} pages had to be shown again in a new browser."
        f" {seconds:.0f} s.\n"
    )
    for way in (PLAIN, STYLED, RAW, AGAINST):
        if figures.causes[way]:
            print(cause_table(figures, way, with_examples=with_examples), "\n")
    for cause, count in figures.causes[""].most_common():
        print(f"{cause}: {count:,}, for example {figures.examples['', cause]}")


def main(arguments: list[str]) -> int:
    """Print the tables; 1 where a text is not that of the document, or a page was not shown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="look at every Nth page only")
    parser.add_argument("--examples", action="store_true", help="name a page for each cause")
    chosen = parser.parse_args(arguments)
    corpus = os.environ.get("ANNOTATOR_CORPUS", "")
    if not corpus:
        print("No corpus: set ANNOTATOR_CORPUS to the folder that holds pages/.")
        return 0
    paths = sorted(Path(corpus, "pages").glob("*/*.html.gz"))[:: chosen.every]
    begun = time.monotonic()
    page_browser.start()
    judge, figures = Judge(), Figures()
    for number, (path, making) in enumerate(all_made(paths), 1):
        try:
            figures = looked_at(judge, making.result(), figures)
        except UserError as error:
            figures.cause("", f"no copy: {error}", path.name, 0)
        if number % ONE_BROWSER == 0:
            judge.renew()
            print(f"{number:,} pages, {time.monotonic() - begun:.0f} s", file=sys.stderr)
    report(figures, time.monotonic() - begun, with_examples=chosen.examples)
    sys.stdout.flush()
    # Chromium's own end is not what is measured.
    os._exit(1 if figures.causes[""] else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
