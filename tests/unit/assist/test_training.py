"""A corpus of ten pages becomes a model that is saved, read, and knows them again."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest

from annotator.assist.base_model import (
    FORESTS,
    NO_STORY,
    OTHER_STORY,
    SCALE,
    BaseModel,
    load_base_model,
    rounded,
    save_base_model,
)
from annotator.assist.base_shares import base_shares
from annotator.assist.engine import Engine
from annotator.assist.features import FEATURES
from annotator.assist.train import corpus as reading
from annotator.assist.train.corpus import NOT_TOLD, ROLES, TrainingPage, fold_of, training_pages
from annotator.assist.train.marked import TeaserRows
from annotator.assist.visible_page import VisiblePage
from annotator.core.roles import Role
from tests.unit.assist.written import LABEL_SET, told, written

lightgbm = pytest.importorskip("lightgbm", reason="only who trains the base model needs it")
forests = pytest.importorskip("annotator.assist.train.forests")
fitting = pytest.importorskip("annotator.assist.train.fitting")
measuring = pytest.importorskip("annotator.assist.train.measuring")
scoring = pytest.importorskip("annotator.assist.train.scoring")

NAMES = ("ferry", "bridge", "tower", "mill", "quay", "park", "school", "museum", "station", "well")
PROSE = "Hundreds of people came on Tuesday to see the {0}, part {1}, which had long been closed."


def paragraphs(name: str) -> list[str]:
    return [PROSE.format(name, number) for number in range(6)]


def markup(name: str) -> str:
    cards = "".join(
        f"<li><a href=/about-the-{one}><h3>All about the {one}</h3></a>" for one in NAMES
    )
    text = "".join(f"<p class=text>{one}</p>" for one in paragraphs(name))
    return (
        f"<title>The {name} is open | News</title><nav class=menu><p>Home<p>Sport</nav>"
        f"<article><h1>The {name} is open</h1>{text}</article><ul class=more>{cards}</ul>"
        "<footer class=foot><p>Imprint<p>All rights reserved</footer>"
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[TrainingPage]:
    """The pages of the corpus `tiny`; beside ten good rows it has four that are left out."""
    folder = tmp_path_factory.mktemp("corpus") / "pages" / "tiny"
    folder.mkdir(parents=True)
    rows = []
    for number, name in enumerate(NAMES):
        path = folder / f"page-{number}.html.gz"
        path.write_bytes(gzip.compress(markup(name).encode(), mtime=0))
        row = {
            "id": f"page-{number}",
            "url": f"https://www.site-{number}.example/{name}",
            "domain": f"site-{number}.example",
            "headline": f"The {name} is open" if number else None,
            "body": "\n\n".join(paragraphs(name)),
        }
        rows.append(row)
    rows += [
        {**rows[1], "dup_of": "page-0"},
        {**rows[1], "body": ""},
        {**rows[1], "id": "not-there"},
        {**rows[1], "body": "Words that no block of the page has, and many of them. " * 9},
    ]
    lines = "\n".join(map(json.dumps, rows))
    (folder / "gold.jsonl").write_text(f"{lines}\n", encoding="utf-8")
    return training_pages(folder.parents[1], sources=("tiny",))


def teasers(pages: list[TrainingPage]) -> list[TeaserRows]:
    found = []
    for number, one in enumerate(pages):
        is_teaser = [text.startswith("All about") for text in one.visible.texts]
        target = np.where(one.target == ROLES.index(Role.REST), np.array(is_teaser, dtype=int), -1)
        found.append(TeaserRows(number, one.rows, one.lists, target))
    return found


@pytest.fixture(scope="module")
def model(pages: list[TrainingPage]) -> BaseModel:
    return fitting.fitted(pages, teasers(pages), "tiny-1", {"pages": {"tiny": len(pages)}})


def test_pages_with_gold_are_read_and_those_that_cannot_be_judged_are_left_out(
    pages: list[TrainingPage],
):
    assert [one.name for one in pages] == [f"page-{number}" for number in range(10)]
    assert pages[3].site == "site-3.example"
    names = [ROLES[number] if number >= 0 else None for number in pages[3].target]
    assert names[:9] == [*[Role.REST] * 2, Role.HEADLINE, *[Role.BODY] * 6]
    assert set(names[9:]) == {Role.REST}
    assert pages[3].has_headline


def test_without_a_gold_headline_what_is_like_the_title_is_not_told(pages: list[TrainingPage]):
    assert not pages[0].has_headline
    assert pages[0].target[2] == NOT_TOLD


def test_a_model_tells_the_pages_that_it_was_made_of_and_comes_back_from_its_file(
    pages: list[TrainingPage], model: BaseModel
):
    content = save_base_model(model)
    found = load_base_model(content)
    assert found.version == "tiny-1"
    assert set(found.forests) == set(FORESTS)
    assert 0 < len(found.chosen) <= len(FEATURES)
    for one in pages[1:]:
        shares = base_shares(found, rounded(one.rows), one.lists)
        assert (shares == base_shares(model, rounded(one.rows), one.lists)).all()
        answer = measuring.answered(found, one)
        assert scoring.wrong_runs(answer.roles, answer.gold) == 0
    page = written(markup("lighthouse"))
    labels = [label for _, label in told(page, Engine(LABEL_SET, found).propose(page))]
    assert labels[2:9] == ["headline", *["body"] * 6]
    assert set(labels[9:19]) == {"teaser"}


def test_the_same_pages_make_the_same_file(pages: list[TrainingPage], model: BaseModel):
    again = fitting.fitted(pages, teasers(pages), "tiny-1", {"pages": {"tiny": len(pages)}})
    assert save_base_model(again) == save_base_model(model)


def test_a_forest_says_what_lightgbm_says(pages: list[TrainingPage]):
    rows = rounded(np.concatenate([one.rows for one in pages]))
    target = np.concatenate([one.target for one in pages]) == ROLES.index(Role.BODY)
    booster = lightgbm.train(
        {"objective": "binary", "num_leaves": 9, "min_data_in_leaf": 5, "verbose": -1, "seed": 1},
        lightgbm.Dataset(rows, target.astype(int)),
        20,
    )
    forest = forests.forest_of(booster.dump_model())
    # Each of twenty leaves is rounded to the next whole number.
    assert forest.scores(rows) / SCALE == pytest.approx(
        booster.predict(rows, raw_score=True), abs=20 * 0.5 / SCALE + 1e-6
    )


def test_confidences_become_rising_shares(model: BaseModel):
    chance = np.random.default_rng(1)
    confidence = chance.random(4_000)
    right = (chance.random(4_000) < confidence**2).astype(float)
    told_apart = dict.fromkeys(("body", NO_STORY, OTHER_STORY), (confidence, right))
    found = fitting.calibrated(model, told_apart | {"headline": (confidence[:9], right[:9])})
    worth = found.worth("body", np.array([0.2, 0.5, 0.9]))
    assert worth.tolist() == pytest.approx([0.04, 0.25, 0.81], abs=0.08)
    curve = found.calibrations["body"]
    assert list(curve.worth) == sorted(curve.worth)
    # Of so few answers nothing can be said.
    assert found.worth("headline", np.array([0.3])).tolist() == [0.3]
    assert load_base_model(save_base_model(found)).calibrations == found.calibrations


def test_a_page_is_asked_by_models_that_have_not_seen_its_group(pages: list[TrainingPage]):
    seen: list[set[str]] = []

    def fit(some: list[TrainingPage]) -> BaseModel:
        seen.append({one.group for one in some})
        return None  # type: ignore[return-value]  # nobody asks it here

    def answer(_: BaseModel, one: TrainingPage) -> str:
        assert one.group not in seen[-1]
        return one.name

    answers = list(scoring.unseen_answers(pages, fit, answer))
    assert sorted(answers) == sorted(one.name for one in pages)
    assert {fold_of(one.group, 5) for one in pages} <= set(range(5))


def test_sites_that_share_most_of_their_classes_are_one_group():
    shared = [f"class-{number}" for number in range(20)]
    others = [f"other-{number}" for number in range(20)]
    groups = reading.shared_templates(
        [("b.example", shared), ("a.example", [*shared, "x", ""]), ("c.example", others)]
    )
    assert groups == {"a.example": "a.example", "b.example": "a.example", "c.example": "c.example"}
    few = reading.shared_templates([("a", shared[:14]), ("b", shared[:14])])
    assert few == {"a": "a", "b": "b"}
    # What very many have says nothing.
    many = reading.shared_templates([(f"site {number:02}", shared) for number in range(30)])
    assert len(set(many.values())) == 30


def test_a_headline_that_is_shown_twice_is_right_where_it_was_proposed():
    page = written(markup("ferry"))
    seen = VisiblePage(page)
    count = len(seen)
    target = np.full(count, ROLES.index(Role.REST))
    target[2] = ROLES.index(Role.HEADLINE)
    one = TrainingPage(
        "tiny", "x", "", "s", "s", page, seen, np.zeros((count, 1)), target, target, (1, 2)
    )
    roles = np.full(count, ROLES.index(Role.REST))
    assert scoring.Answer(one, roles, np.zeros(count)).gold.tolist() == target.tolist()
    roles[1] = ROLES.index(Role.HEADLINE)
    gold = scoring.Answer(one, roles, np.zeros(count)).gold
    assert gold[1] == ROLES.index(Role.HEADLINE)
    assert gold[2] == NOT_TOLD
