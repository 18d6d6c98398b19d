"""Other programs that find the main content of a page, their answers mapped to blocks.

Each gets the bytes of the page and gives text. A block is its body where it stands in that text,
by the same alignment as gold is mapped; its headline is the block most like the title that the
program tells, if it tells one.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import numpy as np

from annotator.assist.train.corpus import NOT_TOLD, ROLES, TrainingPage
from annotator.assist.train.gold import gold_roles
from annotator.assist.train.scoring import Numbers
from annotator.core.roles import Role

Extractor = Callable[[bytes], tuple[str, str]]
"""From a page's bytes to its title, perhaps empty, and its text."""


def baselines(corpus: Path) -> dict[str, Callable[[TrainingPage], Numbers]]:
    """The programs that are installed, by name."""
    found: dict[str, Callable[[TrainingPage], Numbers]] = {}
    for name, load in _LOADERS.items():
        try:
            extract = load()
        except ImportError:
            continue
        found[name] = lambda page, extract=extract: _mapped(corpus, page, extract)  # type: ignore[misc]
    return found


def _mapped(corpus: Path, page: TrainingPage, extract: Extractor) -> Numbers:
    path = corpus / "pages" / page.source / f"{page.name}.html.gz"
    title, text = extract(gzip.decompress(path.read_bytes()))
    nowhere = [False] * len(page.visible)
    roles = gold_roles(page.visible.texts, nowhere, title, text).roles
    rest = ROLES.index(Role.REST)
    numbers = [rest if role is None else ROLES.index(role) for role in roles]
    return np.array([rest if one == NOT_TOLD else one for one in numbers], dtype=np.int64)


def _trafilatura() -> Extractor:
    import trafilatura

    def extract(content: bytes) -> tuple[str, str]:
        found = trafilatura.bare_extraction(content, include_comments=False, with_metadata=True)
        return (found.title or "", found.text or "") if found else ("", "")

    return extract


def _readability() -> Extractor:
    import lxml.html
    import readability

    def extract(content: bytes) -> tuple[str, str]:
        try:
            document = readability.Document(content.decode("utf-8", "replace"))
            tree = lxml.html.fromstring(document.summary())
            return document.short_title(), "\n".join(tree.itertext())
        except (ValueError, readability.readability.Unparseable):
            return "", ""

    return extract


def _justext() -> Extractor:
    import justext

    words = frozenset().union(*(justext.get_stoplist(one) for one in justext.get_stoplists()))

    def extract(content: bytes) -> tuple[str, str]:
        found = justext.justext(content, words)
        return "", "\n".join(one.text for one in found if not one.is_boilerplate)

    return extract


def _resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def extract(content: bytes) -> tuple[str, str]:
        tree = HTMLTree.parse_from_bytes(content, "utf-8")
        return tree.title or "", extract_plain_text(tree, main_content=True, list_bullets=False)

    return extract


_LOADERS: dict[str, Callable[[], Extractor]] = {
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
    "jusText": _justext,
    "resiliparse": _resiliparse,
}
