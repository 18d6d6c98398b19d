"""Texts that stand on several pages of a site, and pages of one template."""

from __future__ import annotations

from annotator.assist.templates import ONE_TEMPLATE, likeness, signature_hashes
from annotator.assist.text_hashes import repeated, text_hash, text_hashes
from annotator.core.page_evidence import PageEvidence
from tests.pictures import page
from tests.unit.assist.written import written

LONG = "A sentence that is long enough to tell one story of a site from all the others, number {}."


def hashes(*blocks: str) -> bytes:
    return text_hashes(page(*blocks))


def test_a_text_is_the_same_whatever_its_white_space_and_case():
    assert text_hash("Read  more") == text_hash(" READ\nmore ")
    assert text_hash("Read more") != text_hash("Read mores")
    assert text_hash("\ud800")  # which has no bytes in UTF-8


def test_every_block_has_eight_bytes_hidden_ones_too():
    assert len(text_hashes(page("One", "Two", hidden=[1]))) == 16
    assert hashes() == b""


def test_what_stands_on_another_page_is_repeated():
    mine = hashes("Home", LONG.format(1), "Imprint", "Home")
    assert repeated(mine, [hashes("Home", LONG.format(2))]) == [True, False, False, True]
    others = [hashes("Home", LONG.format(2)), hashes("IMPRINT", LONG.format(3))]
    assert repeated(mine, others) == [True, False, True, True]
    assert repeated(mine, []) == [False] * 4
    assert repeated(hashes(), others) == []


def test_a_long_text_of_another_story_is_repeated_too():
    stories = [LONG.format(number) for number in range(3)]
    notice = LONG.format("of all notices")
    mine = hashes("Home", *stories, notice)
    other = hashes(notice, *(LONG.format(number) for number in range(5, 9)))
    assert repeated(mine, [other]) == [False] * 4 + [True]


def test_the_same_story_twice_is_no_repetition():
    story = [LONG.format(number) for number in range(5)]
    mine = hashes("Home", "Headline", *story)
    twin = hashes("Home", "Headline", *story[:3], LONG.format(77))
    assert repeated(mine, [twin]) == [False] * 7
    assert repeated(mine, [mine]) == [False] * 7
    # A third page still tells what belongs to the site.
    assert repeated(mine, [twin, hashes("Home", LONG.format(50))]) == [True, *[False] * 6]


def test_pages_without_long_texts_are_compared():
    assert repeated(hashes("Home", "A"), [hashes("Home", "B")]) == [True, False]


def templated(title: str, class_name: str = "story") -> bytes:
    paragraphs = "".join(f'<p class="text-{n}">{title} {n}' for n in range(3))
    return signature_hashes(
        written(
            f'<nav class=menu><a>Home</a></nav><article class="{class_name} id-{len(title)}">'
            f"<h1 class=big>{title}</h1>{paragraphs}</article><footer class=foot>Foot</footer>"
        ).evidence
    )


def test_pages_of_one_template_are_alike_whatever_numbers_their_classes_hold():
    assert likeness(templated("Ferry"), templated("The bridge")) == 1.0
    assert likeness(templated("Ferry"), templated("Ferry", "live")) > ONE_TEMPLATE


def test_pages_of_other_templates_and_pages_without_markup_are_not_alike():
    other = signature_hashes(written("<main><div class=x>One</div><div class=y>Two").evidence)
    assert likeness(templated("Ferry"), other) < ONE_TEMPLATE
    assert likeness(signature_hashes(PageEvidence()), other) == 0.0
    assert likeness(b"", b"") == 0.0
