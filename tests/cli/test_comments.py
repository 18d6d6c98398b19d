"""Comments from the command line."""

from __future__ import annotations

import pytest


@pytest.fixture
def said(annotator, news):
    """Eve opened a thread on the second block of page 1; answers its id."""
    annotator("label", news, 1, "0", "headline", "--as", "ada")
    args = ("Is it one?", "--block", 1, "--about", "ada", "--as", "eve", "--json")
    return annotator("comment", news, 1, *args).json["thread"]


def test_a_comment_stands_on_a_block_or_on_text_or_on_the_page(annotator, news, said):
    annotator("comment", news, 1, "The title.", "--span", "0:8", "--as", "eve")
    annotator("comment", news, 2, "All of it.", "--as", "eve")
    pages = annotator("comments", news, "--json").json["pages"]
    assert [one["page"] for one in pages] == [1, 2]
    assert [
        (one["span"], one["quote"], one["about"]) for page in pages for one in page["threads"]
    ] == [
        ([0, 8], "Big news", None),
        ([9, 22], "A story 👩‍👩‍👧", "ada"),
        (None, "", None),
    ]


def test_threads_are_answered_resolved_and_reopened(annotator, news, said):
    answer = annotator("comment", news, 1, "It is.", "--thread", said[:8], "--as", "ada", "--json")
    assert [one["text"] for one in answer.json["remarks"]] == ["It is."]
    resolved = annotator("comment", news, 1, "Thank you.", "--resolve", said, "--as", "eve")
    assert resolved.out == (
        f"Comment in thread {said[:8]} on page 1.\nResolved in thread {said[:8]} on page 1.\n"
    )
    (thread,) = annotator("comments", news, 1, "--json").json["pages"][0]["threads"]
    assert thread["resolved"]
    assert [one["kind"] for one in thread["remarks"]] == ["comment"] * 3 + ["resolved"]
    assert annotator("comments", news, "--open", "--json").json == {"pages": []}
    assert annotator("comments", news, "--open").out == "Nothing was said.\n"
    annotator("comment", news, 1, "--reopen", said, "--as", "ada")
    assert len(annotator("comments", news, "--open", "--json").json["pages"]) == 1


def test_comments_are_printed_by_thread_with_their_authors(annotator, news, said):
    annotator("comment", news, 1, "It\nis.", "--thread", said, "--as", "ada")
    lines = annotator("comments", news, 1).out.splitlines()
    assert lines[0] == "Page 1"
    assert lines[1].startswith(f"  {said[:8]}  open, 2 remarks on 9:")
    assert lines[1].endswith(", about ada")
    assert lines[2].endswith("  eve: Is it one?")
    assert lines[3].endswith("  ada: It\\nis.")


def test_verdicts_are_listed_with_their_reasons(annotator, tmp_path, news):
    annotator("label", news, 2, "all", "body", "--as", "ada")
    annotator("finish", news, 2, "--as", "ada")
    annotator("return", news, 2, "--of", "ada", "--as", "eve", "--reason", "Why body?")
    (only,) = annotator("comments", news, 2, "--json").json["pages"]
    (verdict,) = only["verdicts"]
    assert (verdict["kind"], verdict["about"], verdict["text"]) == ("returned", "ada", "Why body?")
    assert verdict["revision"] == 2
    out = annotator("comments", news, 2).out
    assert out.endswith("eve returned the set of ada: Why body?\n")


def test_who_reviews_blind_reads_of_colleagues_who_are_all_alike(annotator, news):
    for name in ("ada-lovelace", "bob-dylan"):
        annotator("label", news, 2, "all", "body", "--as", name)
    annotator("finish", news, 2, "--as", "ada-lovelace")
    annotator("comment", news, 2, "Is it, Ada?", "--about", "ada-lovelace", "--as", "eve")
    annotator("comment", news, 2, "Hm.", "--as", "bob-dylan")
    annotator("return", news, 2, "--of", "ada-lovelace", "--as", "eve", "--reason", "See there.")
    answers = [annotator("comments", news, *which, "--blind", "--as", "eve") for which in ([], [2])]
    answers.append(annotator("comments", news, "--blind", "--as", "eve", "--json"))
    for answer in answers:
        assert "lovelace" not in answer.out
        assert "dylan" not in answer.out
    assert ", about a colleague\n" in answers[0].out
    assert "eve: Is it, a colleague?" in answers[0].out
    assert "a colleague: Hm." in answers[0].out
    assert answers[1].out.endswith("eve returned the set of a colleague: See there.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "Give TEXT"),
        (["Hm.", "--span", "0:1", "--block", 1], 2, "one place"),
        (["Hm.", "--thread", "a", "--resolve", "a"], 2, "one thread"),
        (["Hm.", "--span", "x"], 2, "is no span"),
        (["Hm.", "--span", "0:999"], 1, "lies outside"),
        (["Hm.", "--block", 99], 1, "no block 99"),
        (["Hm.", "--thread", "nowhere"], 1, "no single thread"),
        (["Hm.", "--about", "zoe"], 1, "no annotator “zoe”"),
        ([" "], 1, "says nothing"),
    ],
)
def test_a_comment_that_cannot_be_is_refused(annotator, news, arguments, code, told):
    answer = annotator("comment", news, 1, "--as", "eve", *arguments)
    assert answer.code == code
    assert told in answer.err
