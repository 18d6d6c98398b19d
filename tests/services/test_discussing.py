"""Comments on a page: threads, what is resolved, and where in the text they stand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.core.remarks import Remark, RemarkKind, new_remark_id
from annotator.core.spans import Span
from annotator.services import reviewing
from annotator.services.discussing import (
    comment,
    conversation,
    conversations,
    open_thread_counts,
    reopen,
    resolve,
)
from tests.pictures import page
from tests.reviews import label
from tests.stored import project_of

PAGE = PageId(1)


@pytest.fixture
def project(tmp_path):
    with project_of(tmp_path, page("one", "two"), page("six")) as made:
        label(made, "Ada", "hb")
        yield made


def texts(project) -> list[list[str]]:
    found = conversation(project, PAGE).threads
    return [[one.text or one.kind.value for one in thread.remarks] for thread in found]


def test_a_comment_stands_on_a_page_or_on_text_and_keeps_its_quote(project):
    whole = comment(project, PAGE, "Eve", "  A hard page. ")
    placed = comment(project, PAGE, "Eve", "Is it a teaser?", Span(4, 7), about="Ada")
    assert (whole.text, whole.span, whole.quote, whole.about) == ("A hard page.", None, "", "")
    assert (placed.span, placed.quote, placed.about) == (Span(4, 7), "two", "Ada")
    assert [one.first for one in conversation(project, PAGE).threads] == [whole, placed]


def test_an_answer_stands_in_the_thread_and_where_that_stands(project):
    first = comment(project, PAGE, "Eve", "Is it a teaser?", Span(4, 7), about="Ada")
    answer = comment(project, PAGE, "Ada", "It is.", thread=first.id)
    assert (answer.thread, answer.span, answer.quote) == (first.id, Span(4, 7), "two")
    assert answer.about == "Ada"
    assert texts(project) == [["Is it a teaser?", "It is."]]


def test_a_thread_is_named_by_the_beginning_of_its_id(project):
    first = comment(project, PAGE, "Eve", "Is it?")
    comment(project, PAGE, "Ada", "It is.", thread=first.id[:8])
    assert texts(project) == [["Is it?", "It is."]]


def test_a_thread_is_resolved_and_reopened_and_a_comment_reopens_it_as_well(project):
    first = comment(project, PAGE, "Eve", "Is it?")
    comment(project, PageId(2), "Eve", "And here?")
    counts = [open_thread_counts(project)]
    resolve(project, PAGE, "Ada", first.id)
    counts.append(open_thread_counts(project))
    reopen(project, PAGE, "Eve", first.id)
    counts.append(open_thread_counts(project))
    resolve(project, PAGE, "Ada", first.id)
    comment(project, PAGE, "Eve", "Still?", thread=first.id)
    counts.append(open_thread_counts(project))
    assert counts == [{1: 1, 2: 1}, {2: 1}, {1: 1, 2: 1}, {1: 1, 2: 1}]
    assert texts(project) == [["Is it?", "resolved", "reopened", "resolved", "Still?"]]
    assert set(conversations(project)) == {1, 2}


def test_an_answer_stands_behind_what_it_answers_also_where_a_clock_is_ahead(project):
    first = comment(project, PAGE, "Eve", "Is it?")
    ahead = Remark(
        new_remark_id(),
        PAGE,
        first.id,
        RemarkKind.COMMENT,
        "Ada",
        first.made_at + timedelta(days=1),
        "From tomorrow.",
    )
    with project.store.begin() as transaction:
        transaction.remarks.add([ahead])
    comment(project, PAGE, "Eve", "Now.", thread=first.id)
    assert texts(project) == [["Is it?", "From tomorrow.", "Now."]]


def test_verdicts_stand_beside_the_threads(project):
    reviewing.return_set(project, PAGE, "Ada", "Eve", "Look again.")
    reviewing.accept(project, PAGE, "Eve")
    said = conversation(project, PAGE)
    assert said.threads == ()
    assert [(one.kind.value, one.text) for one in said.verdicts[:1]] == [
        ("returned", "Look again.")
    ]
    assert sorted(one.about for one in said.verdicts[1:]) == ["Ada", "gold"]
    assert open_thread_counts(project) == {}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": " "}, "says nothing"),
        ({"span": Span(4, 8)}, "lies outside"),
        ({"thread": "no-such-thread"}, "no single thread"),
        ({"thread": ""}, "no single thread"),
        ({"about": "Zoe"}, "no annotator “Zoe”"),
        ({"author": "gold"}, "nobody's name"),
        ({"author": "  "}, "cannot be the name"),
        ({"page": PageId(9)}, "no page 9"),
    ],
)
def test_a_comment_that_cannot_be_is_refused_and_nothing_is_kept(project, wrong, sentence):
    given = {"page": PAGE, "author": "Eve", "text": "Hm.", **wrong}
    with pytest.raises(UserError, match=sentence):
        comment(project, **given)
    assert conversations(project) == {}
