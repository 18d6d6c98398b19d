"""Dumps whose lines begin with the key of their part: see tests/corpus/dumps/README.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.core.documents import Document
from annotator.core.roles import Role
from annotator.core.spans import Span
from annotator.pages.dumps import dump_lines
from tests.unit.pages.pages import document, dump

FOLDER = Path(__file__).parents[2] / "corpus/dumps"
KEYS = {
    "h": Role.HEADLINE,
    "b": Role.BODY,
    "t": Role.TEASER,
    "a": Role.AI_DISCLOSURE,
    "x": Role.REST,
}


@dataclass(frozen=True)
class MarkedDump:
    """A document, the role of each of its blocks, and the disclosures of AI in them."""

    name: str
    document: Document
    roles: tuple[Role, ...]
    disclosures: dict[int, tuple[Span, ...]]


def marked_dumps(folder: Path = FOLDER) -> list[MarkedDump]:
    return [read_marked(path) for path in sorted(folder.glob("*.marked"))]


def read_marked(path: Path) -> MarkedDump:
    keys: dict[int, str] = {}
    texts: list[str] = []
    start = 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        keys[start] = line[:1]
        texts.append(line[3:])
        start += len(texts[-1]) + 1
    marked = "\n".join(texts)
    plain = marked.replace("⟦", "").replace("⟧", "")
    found = document(dump(plain))
    roles = tuple(
        KEYS[keys[_line_start(marked, one.pieces[0].start)]] for one in dump_lines(marked)
    )
    disclosures: dict[int, tuple[Span, ...]] = {}
    for block, role in zip(found.blocks, roles, strict=True):
        if role is Role.AI_DISCLOSURE:
            disclosures[block.index] = (block.span,)
    for number, line in enumerate(dump_lines(marked)):
        own = marked[line.pieces[0].start : line.pieces[-1].end]
        if "⟦" in own:
            at = found.blocks[number].span.start + own.index("⟦")
            disclosures[number] = (Span(at, at + own.index("⟧") - own.index("⟦") - 1),)
    return MarkedDump(path.stem, found, roles, disclosures)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
