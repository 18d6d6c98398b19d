"""Reviewing from the command line: review, diff, decide, return, accept."""

from __future__ import annotations

import json

import pytest

from annotator.core.masks import mask_key, masks
from annotator.core.pages import PageId
from annotator.services.projects import open_project
from tests.pictures import page
from tests.reviews import label, marks
from tests.stored import project_of


@pytest.fixture
def news(tmp_path):
    """Ada and Bob agree on two of five blocks; on the third they differ on where it ends."""
    blocks = page("Big news", "A story", "Ends here", "Menu", "Foot")
    with project_of(tmp_path, blocks) as project:
        label(project, "ada", "hbbxx")
        label(project, "bob", "hbbtt")
    return tmp_path / "news.annotator"


@pytest.fixture
def news_of_boundary(tmp_path, annotator):
    """Bob leaves the end of Ada's block undecided, and then calls it boilerplate."""
    with project_of(tmp_path, page("Ends here")) as project:
        label(project, "ada", "b")
    path = tmp_path / "news.annotator"
    annotator("label", path, 1, "--span", "0:4", "body", "--as", "bob")
    annotator("label", path, 1, "--span", "5:9", "boilerplate", "--as", "bob")
    annotator("finish", path, 1, "--as", "bob")
    return path


def gold(path) -> str:
    with open_project(path) as project:
        return marks(project)


def test_pages_that_can_be_reviewed_are_listed(annotator, news):
    answer = annotator("review", news, "--count", "--json").json
    sets = [
        {"annotator": "ada", "status": "finished"},
        {"annotator": "bob", "status": "finished"},
    ]
    assert answer["pages"][0]["sets"] == sets
    assert answer["pages"][0]["gold"] is None
    assert answer["pages"][0]["left"] == {"disagreements": 2, "agreed": 3, "stale": 0}
    assert annotator("review", news, "--json").json["pages"][0]["left"] is None
    out = annotator("review", news, "--count").out.splitlines()
    assert out[0].split() == ["page", "title", "gold", "to", "decide", "agreed", "sets"]
    assert out[1].endswith("ada finished, bob finished")


def test_nothing_to_review_is_said(annotator, tmp_path):
    project_of(tmp_path, page("one")).close()
    path = tmp_path / "news.annotator"
    assert annotator("review", path).out == "Nobody has labelled a page yet.\n"
    assert annotator("review", path, "--json").json == {"pages": []}


def test_what_differs_is_listed_with_letters_quotes_and_context(annotator, news):
    answer = annotator("diff", news, 1, "ada", "bob", "--context", 1, "--json").json
    assert answer["sets"] == [
        {"letter": "A", "annotator": "ada"},
        {"letter": "B", "annotator": "bob"},
    ]
    assert answer["agreed"] == {"pieces": 3, "open": 3}
    first, second = answer["disagreements"]
    assert first == {
        "number": 1,
        "kind": "label",
        "block": 3,
        "span": [27, 31],
        "quote": "Menu",
        "labels": {"A": "boilerplate", "B": "teaser"},
        "edge": None,
        "shift": None,
        "longer": None,
        "shorter": None,
        "state": "open",
        "choice": None,
        "label": None,
        "side": None,
        "reason": "",
        "decider": None,
        "before": ["Ends here"],
        "after": ["Foot"],
    }
    assert second["number"] == 2
    out = annotator("diff", news, 1, "--context", 1).out
    assert "A is ada." in out
    assert "    2: Ends here\n    “Menu”\n    A: boilerplate\n    B: teaser\n    4: Foot\n" in out
    assert out.endswith("2 disagreements, 3 pieces agreed on.\n")


def test_letters_follow_the_order_of_the_names(annotator, news):
    answer = annotator("diff", news, 1, "bob", "ada", "--json").json
    assert answer["disagreements"][0]["labels"] == {"A": "teaser", "B": "boilerplate"}
    done = annotator("decide", news, 1, "--between", "bob", "--between", "ada", "--disagreement",
                     1, "--take", "A", "--as", "eve", "--json").json  # fmt: skip
    assert (done["side"], done["annotator"]) == ("A", "bob")
    assert gold(news).split("|")[3] == "Tttt"


def test_the_end_of_a_region_is_told_by_how_much_it_differs(annotator, news_of_boundary):
    (one,) = annotator("diff", news_of_boundary, 1, "--json").json["disagreements"]
    assert (one["kind"], one["edge"], one["shift"]) == ("boundary", "body", 4)
    assert (one["longer"], one["shorter"]) == ("A", "B")
    out = annotator("diff", news_of_boundary, 1).out
    assert "1  boundary, end of body by 4, block 0, 5:9, open\n" in out


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("longer", "Bbbb"),
        ("shorter", "Xxxx"),
        ("A", "Bbbb"),
        ("bob", "Xxxx"),
        ("teaser", "Tttt"),
        ("nothing", "...."),
    ],
)
def test_a_side_a_label_or_nothing_is_taken(annotator, news_of_boundary, word, expected):
    args = ("--disagreement", 1, "--take", word, "--as", "eve", "--reason", "so it is")
    answer = annotator("decide", news_of_boundary, 1, *args, "--json").json
    assert answer["changed"]
    assert answer["left"] == {"disagreements": 0, "agreed": 1, "stale": 0}
    assert gold(news_of_boundary).split(" ")[-1] == expected.rjust(4, ".")
    (one,) = annotator("diff", news_of_boundary, 1, "--json").json["disagreements"]
    assert (one["state"], one["reason"], one["decider"]) == ("decided", "so it is", "eve")


def test_what_is_agreed_is_taken_and_all_alike_are_decided_at_once(annotator, news):
    answer = annotator("decide", news, 1, "--agreed", "--as", "eve", "--json").json
    assert answer == {
        "page": 1,
        "reviewer": "eve",
        "changed": True,
        "step": "edit",
        "edit": "Take what all agree on",
        "side": None,
        "annotator": None,
        "places": 3,
        "kept": 0,
        "left": {"disagreements": 2, "agreed": 0, "stale": 0},
        "status": "in progress",
        "revision": 1,
    }
    done = annotator("decide", news, 1, "--disagreement", 2, "--take", "B", "--all-alike",
                     "--as", "eve")  # fmt: skip
    assert done.out == (
        "Edit: Take a side in 2 places (bob). "
        "Page 1: 0 disagreements to decide, 0 pieces to accept.\n"
    )
    assert gold(news) == "Hhhhhhhh|Bbbbbbb|Bbbbbbbbb|Tttt|Tttt"
    again = annotator("decide", news, 1, "--agreed", "--as", "eve")
    assert again.out.startswith("Nothing to change.")


def test_what_was_decided_otherwise_stays_where_all_alike_are_decided(annotator, news):
    annotator("decide", news, 1, "--disagreement", 1, "--take", "headline", "--as", "zoe",
              "--reason", "not this one")  # fmt: skip
    args = ("--take", "B", "--all-alike", "--as", "eve")
    done = annotator("decide", news, 1, "--disagreement", 2, *args, "--json").json
    assert (done["places"], done["kept"]) == (1, 1)
    assert gold(news).split("|")[3:] == ["Hhhh", "Tttt"]
    (first, _) = annotator("diff", news, 1, "--json").json["disagreements"]
    assert (first["label"], first["decider"], first["reason"]) == (
        "headline",
        "zoe",
        "not this one",
    )
    again = annotator("decide", news, 1, "--disagreement", 2, *args)
    assert again.out.startswith("Nothing to change.")
    assert "1 place like this stayed as decided before" in again.out
    named = annotator("decide", news, 1, "--disagreement", 1, *args, "--json").json
    assert (named["places"], named["kept"]) == (1, 1)
    assert gold(news).split("|")[3:] == ["Tttt", "Tttt"]


def test_text_is_decided_by_hand_whatever_the_sets_say(annotator, news):
    annotator("decide", news, 1, "--blocks", "0,3", "--take", "teaser", "--as", "eve")
    annotator("decide", news, 1, "--span", "0:3", "--take", "nothing", "--as", "eve")
    assert gold(news) == "... Tttt|. .....|.... ....|Tttt|...."


def test_the_latest_decision_is_taken_back(annotator, news):
    annotator("decide", news, 1, "--disagreement", 1, "--take", "A", "--as", "eve")
    answer = annotator("decide", news, 1, "--undo", "--as", "eve", "--json").json
    assert (answer["step"], answer["left"]["disagreements"]) == ("undo", 2)
    refused = annotator("decide", news, 1, "--undo", "--as", "eve")
    assert refused.code == 1
    assert "no decision to take back" in refused.err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--disagreement", 9, "--take", "A"], 1, "numbered 1 to 2"),
        (["--disagreement", 1, "--take", "Z"], 1, "neither a set nor a label"),
        (["--disagreement", 1, "--take", "longer"], 1, "boundary"),
        (["--disagreement", 1], 2, "--take"),
        (["--disagreement", 1, "--agreed"], 2, "Give one of"),
        ([], 2, "Give one of"),
        (["--span", "3:1", "--take", "body"], 2, "is no span"),
        (["--agreed", "--between", "zoe"], 1, "“zoe” has not labelled"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(annotator, news, arguments, code, told):
    answer = annotator("decide", news, 1, "--as", "eve", *arguments)
    assert answer.code == code
    assert told in answer.err


def test_a_page_is_decided_and_accepted(annotator, news):
    refused = annotator("accept", news, 1, "--as", "eve")
    assert refused.code == 1
    assert "still 2 disagreements to decide" in refused.err
    for number, word in ((1, "A"), (2, "nothing")):
        annotator("decide", news, 1, "--disagreement", number, "--take", word, "--as", "eve")
    answer = annotator("accept", news, 1, "--as", "eve", "--json").json
    assert answer == {
        "page": 1,
        "reviewer": "eve",
        "accepted": ["ada", "bob"],
        "own": False,
        "status": "accepted",
        "revision": 4,
    }
    assert annotator("accept", news, 1, "--as", "eve").out == "Page 1 was accepted already.\n"
    assert annotator("review", news, "--json").json["pages"][0]["gold"] == "accepted"
    rows = annotator("pages", news, "--as", "ada", "--json").json["pages"]
    assert rows[0]["status"] == "accepted"


def test_accepting_ones_own_page_is_said(annotator, tmp_path):
    with project_of(tmp_path, page("one")) as project:
        label(project, "ada", "b")
    out = annotator("accept", tmp_path / "news.annotator", 1, "--as", "ada").out
    assert out == "Page 1 is accepted: 1 set.\nOne of them is your own.\n"


def test_a_page_is_returned_with_a_reason(annotator, news):
    args = ("--of", "ada", "--as", "eve", "--reason", "Look at the foot.")
    answer = annotator("return", news, 1, *args, "--json").json
    assert answer.pop("remark")
    assert answer == {
        "page": 1,
        "annotator": "ada",
        "reviewer": "eve",
        "status": "returned",
        "reason": "Look at the foot.",
    }
    sets = annotator("review", news, "--json").json["pages"][0]["sets"]
    assert sets[0] == {"annotator": "ada", "status": "returned"}
    said = annotator("return", news, 1, *args).out
    assert said == "Page 1 is returned to “ada”: Look at the foot.\n"
    assert annotator("return", news, 1, "--of", "ada", "--as", "eve").code == 2


def test_the_gold_set_is_compared_like_any_other(annotator, news):
    annotator("decide", news, 1, "--agreed", "--as", "eve")
    answer = annotator("diff", news, 1, "ada", "gold", "--json").json
    assert [one["labels"] for one in answer["disagreements"]] == [
        {"A": "boilerplate", "B": None},
        {"A": "boilerplate", "B": None},
    ]


def test_a_blind_review_names_nobody(annotator, tmp_path):
    with project_of(tmp_path, page("Menu", "Foot")) as project:
        label(project, "ada-lovelace", "xx")
        label(project, "bob-dylan", "tt")
        with project.store.read() as transaction:
            digest = transaction.pages.facts(PageId(1)).digest
    path = tmp_path / "news.annotator"
    order = masks(("ada-lovelace", "bob-dylan"), mask_key(digest, "eve"))
    blind = ("--blind", "--as", "eve")
    answers = [
        annotator("review", path, "--blind"),
        annotator("review", path, "--blind", "--json"),
        annotator("diff", path, 1, *blind),
        annotator("diff", path, 1, *blind, "--json"),
        annotator("decide", path, 1, *blind, "--disagreement", 1, "--take", "B"),
        annotator("decide", path, 1, *blind, "--disagreement", 2, "--take", "Z"),
        annotator("decide", path, 1, *blind, "--disagreement", 2, "--take", "bob-dylan"),
        annotator("decide", path, 1, *blind, "--disagreement", 2, "--take", "B", "--json"),
        annotator("diff", path, 1, *blind, "--json"),
        annotator("accept", path, 1, *blind, "--json"),
        annotator("return", path, 1, *blind, "--of", "A", "--reason", "Once more."),
        annotator("return", path, 1, *blind, "--of", "B", "--reason", "Once more.", "--json"),
    ]
    for number, answer in enumerate(answers):
        assert "lovelace" not in answer.out + answer.err
        assert "dylan" not in answer.out
        assert "dylan" not in answer.err or number == 6  # which says what was typed
    assert [answer.code for answer in answers] == [0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    assert gold(path) == ("Xxxx|Xxxx" if order[1] == "ada-lovelace" else "Tttt|Tttt")
    sides = [one["side"] for one in json.loads(answers[8].out)["disagreements"]]
    assert sides == ["B", "B"]


def test_who_reviews_blind_cannot_find_a_letter_out_by_trying_names(annotator, news):
    blind = ("--blind", "--as", "eve")
    annotator("label", news, 1, "all", "body", "--as", "cem")
    annotator("finish", news, 1, "--as", "cem")
    tries = [
        annotator("diff", news, 1, "ada", "bob", *blind),
        annotator("diff", news, 1, "ada", "gold", *blind),
        annotator("decide", news, 1, "--between", "ada", "--between", "bob", "--disagreement", 1,
                  "--take", "A", *blind),
        annotator("accept", news, 1, "--between", "ada", *blind),
    ]  # fmt: skip
    for answer in tries:
        assert answer.code == 1
        assert "“ada” is none of those compared." in answer.err
        assert "They are: A, B, C." in answer.err
    every = annotator("diff", news, 1, *blind, "--json").json["disagreements"]
    two = annotator("diff", news, 1, "C", "A", *blind, "--json").json
    assert [one["letter"] for one in two["sets"]] == ["A", "C"], "letters stay as they are"
    menu = next(one for one in every if one["quote"] == "Menu")
    for one in two["disagreements"]:
        if one["quote"] == "Menu":
            assert one["labels"] == {name: menu["labels"][name] for name in "AC"}


def test_who_reviews_blind_reads_no_name_in_reasons(annotator, news):
    blind = ("--blind", "--as", "eve")
    take = ("--disagreement", 1, "--take", "A", "--reason", "Not Bob, ada.")
    annotator("decide", news, 1, *take, *blind)
    answers = [
        annotator("diff", news, 1, *blind),
        annotator("diff", news, 1, *blind, "--json"),
        annotator("return", news, 1, "--of", "A", "--reason", "As bob has it.", *blind),
        annotator("return", news, 1, "--of", "B", "--reason", "As bob has.", *blind, "--json"),
    ]
    for answer in answers:
        assert "a colleague" in answer.out
        assert "bob" not in answer.out.casefold()


def test_a_small_letter_takes_a_side_where_no_label_has_it(annotator, news):
    done = annotator("decide", news, 1, "--disagreement", 1, "--take", "a", "--as", "eve", "--json")
    assert (done.json["side"], done.json["annotator"]) == ("A", "ada")
    returned = annotator(
        "return", news, 1, "--of", "b", "--reason", "So.", "--blind", "--as", "eve"
    )
    assert "returned to “b”" in returned.out.casefold()


def test_a_word_that_is_no_page_is_told_what_it_should_be(annotator, news):
    answer = annotator("diff", news, "T", "x")
    assert answer.code == 2
    assert "“T” is no page: give its number, as “annotator pages” prints it." in answer.err
    assert "“0” is no page" in annotator("diff", news, 0).err
