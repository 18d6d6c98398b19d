"""Text dumps of many languages come out right to the last line, with no label given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist.disclosures import DisclosureFinder
from annotator.assist.dump_lines import propose_lines
from annotator.assist.dump_marks import MARKS
from annotator.assist.dump_path import WEIGHTS, Part
from annotator.core.documents import Document
from annotator.core.roles import Role
from annotator.core.spans import Span
from annotator.services.resources import resource
from tests.unit.assist.marked_dumps import FOLDER, MarkedDump, marked_dumps
from tests.unit.pages.pages import document, dump, html

DUMPS = [*marked_dumps(), *marked_dumps(FOLDER / "later")]
PROSE = "The council met on Tuesday and agreed to open the bridge. Nobody voted against it, though "
PROSE += "three members stayed away and sent letters that were read aloud by the clerk."


def finder() -> DisclosureFinder:
    return DisclosureFinder.of(resource("ai_terms.toml").read_text(encoding="utf-8"))


def found_disclosures(page: Document) -> dict[int, tuple[Span, ...]]:
    find = finder().find
    found = {}
    for block in page.blocks:
        start = block.span.start
        spans = [one.span for one in find(page.quote(block.span))]
        if spans:
            found[block.index] = tuple(Span(start + s.start, start + s.end) for s in spans)
    return found


def wrong_lines(page: Document, roles: tuple[Role, ...], disclosed: dict[int, tuple[Span, ...]]):
    return [
        f"{page.block_text(one.block)[:60]}: {wanted} wanted, {one.role} proposed"
        for one, wanted in zip(propose_lines(page, (), disclosed), roles, strict=True)
        if one.role is not wanted
    ]


def roles(text: str, titles: tuple[str, ...] = ()) -> str:
    """The first letter of every line's role."""
    return "".join(one.role[0] for one in propose_lines(document(dump(text)), titles, {}))


def test_there_are_dumps_and_each_says_why_it_is_there():
    reasons = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert len(DUMPS) >= 20
    assert [one.name for one in DUMPS if f"- `{one.name}.marked`: " not in reasons] == []


@pytest.mark.parametrize("marked", DUMPS, ids=lambda one: one.name)
def test_every_line_of_a_dump_is_right(marked: MarkedDump):
    assert wrong_lines(marked.document, marked.roles, marked.disclosures) == []


@pytest.mark.parametrize("marked", DUMPS, ids=lambda one: one.name)
def test_every_line_is_right_with_the_disclosures_that_are_found(marked: MarkedDump):
    page = marked.document
    assert wrong_lines(page, marked.roles, found_disclosures(page)) == []


def test_every_line_of_the_real_dump_is_right(corpus: Path):
    gold = json.loads((corpus / "pages/seed/gold.jsonl").read_text(encoding="utf-8").split("\n")[0])
    page = document(dump((corpus / f"pages/seed/{gold['id']}.txt").read_bytes()))
    wanted = tuple(Role(line["label"]) for line in gold["lines"])
    assert wrong_lines(page, wanted, found_disclosures(page)) == []


def test_a_page_of_nothing_gets_nothing():
    assert propose_lines(Document("", (), "text-1"), (), {}) == []


def test_a_title_alone_and_prose_alone_are_what_they_are():
    assert roles(f"The council opens the bridge again after two winters\n\n{PROSE}") == "hb"
    assert roles(f"{PROSE}\n\n{PROSE}\n\n{PROSE}") == "bbb"


def test_the_declared_title_decides_between_two_that_are_alike():
    first, second = "Ferries stay in port for a week", "Bakers rise before the bridge does"
    text = f"{first}\n\n{second}\n\n{PROSE}\n\n{PROSE}"
    assert roles(text, (second,))[1] == "h"
    assert roles(text, (first,))[0] == "h"


def test_lines_in_the_script_of_the_interface_are_not_the_story():
    text = f"The council opens the bridge again\n\n{PROSE}\n\n{PROSE}\n\nተያያዥ ጽሁፎች\n\nውድቅ አድርግ"
    assert roles(text)[:3] == "hbb"
    proposed = propose_lines(document(dump(text)), (), {})
    assert [one.role for one in proposed[3:]] == [Role.REST, Role.REST]


def test_a_block_that_is_only_in_part_a_disclosure_keeps_another_role():
    page = document(
        dump(f"Bridge opens after two winters\n\nA crane. Image: AI\n\n{PROSE}\n\n{PROSE}")
    )
    start = page.blocks[1].span.start
    proposed = propose_lines(page, (), {1: (Span(start + 9, start + 18),)})
    assert proposed[1].role is not Role.AI_DISCLOSURE
    whole = propose_lines(page, (), {1: (page.blocks[1].span,)})
    assert whole[1].role is Role.AI_DISCLOSURE


def test_hidden_blocks_get_no_role():
    page = document(html("<p>Seen</p><p class=hidden>Not seen</p><p>Seen too</p>"))
    assert [one.block for one in propose_lines(page, (), {})] == [0, 2]


def test_confidence_is_high_where_lines_are_clear_and_low_where_they_are_not():
    clear = propose_lines(DUMPS[0].document, (), DUMPS[0].disclosures)
    assert sum(one.confidence >= 0.95 for one in clear) >= 0.75 * len(clear)
    unclear = propose_lines(DUMPS[15].document, (), {})
    assert min(one.confidence for one in unclear) < 0.8


def test_every_mark_is_weighed_for_every_part():
    assert set(WEIGHTS) == set(MARKS)
    assert {len(weights) for weights in WEIGHTS.values()} == {len(Part)}


def test_a_very_long_page_keeps_its_story():
    menu = "\n".join(f"Section {number}" for number in range(5_000))
    text = f"{menu}\n\nThe council opens the bridge again\n\n{PROSE}\n\n{PROSE}\n\n{menu}"
    proposed = propose_lines(document(dump(text)), (), {})
    wanted = [Role.REST] * 5_000 + [Role.HEADLINE, Role.BODY, Role.BODY] + [Role.REST] * 5_000
    assert [one.role for one in proposed] == wanted


line = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", PROSE, "Related articles", "12 May 2026", "© 2026", "A title of a few words"]
    ),
)


@given(st.lists(line, max_size=25), st.lists(st.text(max_size=20), max_size=2))
def test_any_text_gets_one_role_a_block_and_a_probability(lines: list[str], titles: list[str]):
    page = document(dump("\n".join(["Begin", *lines]).encode("utf-8", "replace")))
    proposed = propose_lines(page, titles, {})
    assert [one.block for one in proposed] == [block.index for block in page.blocks]
    assert all(0.0 <= one.confidence < 1.0 for one in proposed)
    assert proposed == propose_lines(page, titles, {})
    assert sum(one.role is Role.HEADLINE for one in proposed) <= 1
