"""What the page view shows of each block is the text of the document."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from annotator.core.pages import PageKind, RawPage
from annotator.pages.white_space import folded
from tests.hostile.vectors import hostile_page, page_names

ROOT = Path(__file__).parents[3]
WRITTEN = sorted(
    path
    for folder in ("tests/corpus", "resources/samples")
    for path in (ROOT / folder).iterdir()
    if path.suffix in {".html", ".txt"}
)
_SAMPLE = 300
# Control characters and non-characters, which XML forbids, are shown as U+FFFD.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")


def page_of(path: Path) -> RawPage:
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    kind = PageKind.TEXT if ".txt" in path.name else PageKind.HTML
    return RawPage(content, path.name, kind)


def differences(looking, page: RawPage) -> list[tuple[str, str]]:
    """The blocks whose text the browser has otherwise: theirs and ours."""
    document = looking.at(page).document
    wanted = [folded(_FORBIDDEN.sub("�", document.quote(one.span))) for one in document.blocks]
    shown = looking.texts()
    assert len(shown) == len(wanted)
    return [pair for pair in zip(shown, wanted, strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_every_block_of_a_written_page_is_shown_as_it_is(looking, path):
    looking.view.has_styles = False
    page = page_of(path)
    assert differences(looking, page) == []
    blocks = looking.cursor.sitting.document.blocks
    unseen = [one.index for one, is_seen in zip(blocks, looking.seen(), strict=True) if not is_seen]
    assert unseen == [one.index for one in blocks if one.hidden is not None]


@pytest.mark.parametrize("name", page_names())
def test_every_block_of_a_hostile_page_is_shown_as_it_is(looking, name, tmp_path):
    content = hostile_page(name, port=9, udp_port=9, file=tmp_path / "secret")
    assert differences(looking, RawPage(content, name, PageKind.HTML)) == []


def test_every_block_of_real_pages_is_shown_as_it_is(looking, corpus):
    found = sorted((corpus / "pages").glob("*/*.html.gz"))
    wrong = {}
    for path in found[:: max(len(found) // _SAMPLE, 1)]:
        different = differences(looking, page_of(path))
        if different:
            wrong[path.name] = different[:2]
    assert wrong == {}
