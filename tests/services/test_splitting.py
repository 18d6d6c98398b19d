"""Splits of an exported data set, and text that stands in two of them; with a real store."""

from __future__ import annotations

import json
import random
import tracemalloc
from itertools import pairwise

import pytest

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.errors import Cancelled, UserError
from annotator.core.journal import Status
from annotator.core.labelled import LabelledPage
from annotator.core.page_evidence import PageEvidence, evidence_to_json
from annotator.core.policies import Kind, Policy
from annotator.core.spans import Span
from annotator.core.splits import GroupBy, SplitTerms, group_of, split_of
from annotator.services import leaks as leaks_module
from annotator.services.exporting import export_project
from annotator.services.importing import import_paths
from annotator.services.projects import create_project
from annotator.storage.evidence import KeptEvidence
from tests.pictures import page
from tests.stored import add_page, label_blocks, parsed_page

HALVES = SplitTerms({"train": 0.5, "validation": 0.0, "test": 0.5})
WORDS = [
    f"{one}{two}" for one in ("ba", "do", "ri", "su", "ne") for two in ("la", "mi", "to", "ka")
]
SITES = [f"{letter}.example" for letter in "abcdefgh"]
ONE = SITES[0]
OTHER = next(
    site
    for site in SITES
    if len({split_of(group_of("", name), HALVES.shares, 0) for name in (ONE, site)}) == 2
)


def story(seed, count=200):
    draw = random.Random(seed)
    return [draw.choice(WORDS) + draw.choice(WORDS) for _ in range(count)]


def reprinted(words, step=40):
    """The same story with every so manieth word replaced."""
    return [f"anders{at}" if at % step == 0 else word for at, word in enumerate(words)]


@pytest.fixture
def project(tmp_path):
    with create_project(tmp_path / "news.annotator") as made:
        yield made


def add_story(project, words, site, label="body", menu="Home Sport Weather"):
    number = add_page(project, page(menu, " ".join(words)), f"{site} {words[0]}", site=site)
    label_blocks(project, number, "Ada", label, 1)
    return number


def exported(project, tmp_path, terms=HALVES, **options):
    target = tmp_path / "out.jsonl"
    report = export_project(project, target, split=terms, **options)
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    return report, {one["page"]: one["split"] for one in lines}


def test_a_site_is_in_one_split_and_new_pages_move_none(project, tmp_path):
    for number in range(16):
        add_story(project, story(number), SITES[number % 8])
    _, before = exported(project, tmp_path)
    assert set(before.values()) == {"train", "test"}
    assert all(before[number] == before[number + 8] for number in range(1, 9))
    for number in range(8):
        add_story(project, story(100 + number), f"{number}.{SITES[number]}")
        add_story(project, story(200 + number), SITES[number])
    _, after = exported(project, tmp_path)
    assert {one: after[one] for one in before} == before


def test_another_project_with_the_same_pages_in_another_order_splits_them_alike(tmp_path):
    found = []
    for name, order in (("one", range(12)), ("two", reversed(range(12)))):
        (tmp_path / name).mkdir()
        with create_project(tmp_path / name / "news.annotator") as made:
            for number in order:
                add_story(made, story(number), SITES[number] if number < 8 else "")
            export_project(made, tmp_path / name / "out.jsonl", split=HALVES)
        lines = (tmp_path / name / "out.jsonl").read_text("utf-8").splitlines()
        found.append({one["digest"]: one["split"] for one in map(json.loads, lines)})
    assert found[0] == found[1]


def test_reprints_on_another_site_are_found_and_other_stories_are_not(project, tmp_path):
    first = add_story(project, story(1), ONE, menu="One menu")
    second = add_story(project, reprinted(story(1)), OTHER, menu="Quite another menu")
    report, splits = exported(project, tmp_path, is_checked=True)
    leaks = report.split.leaks
    assert [pair.pages for pair in leaks.pairs] == [(first, second)]
    assert leaks.pairs[0].splits == (splits[first], splits[second])
    assert 0.5 <= leaks.pairs[0].similarity < 1
    assert leaks.leaking == {"test": 1, "train": 1}
    assert (leaks.compared_count, leaks.pair_count) == (2, 1)


def test_reprints_within_a_split_are_no_leak(project, tmp_path):
    add_story(project, story(1), ONE)
    add_story(project, reprinted(story(1)), ONE)
    report, _ = exported(project, tmp_path, is_checked=True)
    assert report.split.leaks.pair_count == 0


def test_menus_that_are_alike_are_no_leak_where_the_stories_differ(project, tmp_path):
    menu = " ".join(story(7))
    add_story(project, story(1), ONE, menu=menu)
    add_story(project, story(2), OTHER, menu=menu)
    report, _ = exported(project, tmp_path, is_checked=True)
    assert report.split.leaks.pair_count == 0


def test_pages_without_main_content_are_compared_by_all_their_text(project, tmp_path):
    add_story(project, story(1), ONE, "teaser")
    add_story(project, story(1), OTHER, "teaser")
    add_story(project, ["Please", "log", "in"], ONE)
    add_story(project, ["Please", "log", "in"], OTHER)
    leaks = exported(project, tmp_path, is_checked=True)[0].split.leaks
    assert (leaks.whole_count, leaks.short_count, leaks.pair_count) == (2, 2, 1)


def test_one_text_on_very_many_pages_is_counted_in_full_and_told_in_part(
    project, tmp_path, monkeypatch
):
    monkeypatch.setattr(leaks_module, "MOST_PAIRS", 5)
    for number in range(4):
        add_page_of(project, ONE, number)
        add_page_of(project, OTHER, number)
    leaks = exported(project, tmp_path, is_checked=True)[0].split.leaks
    assert (leaks.pair_count, len(leaks.pairs)) == (16, 5)
    assert set(leaks.leaking.values()) == {4}
    assert all(first < second for first, second in (pair.pages for pair in leaks.pairs))
    assert all(a.pages < b.pages for a, b in pairwise(leaks.pairs))


def add_page_of(project, site, number):
    new = add_page(
        project, page(f"Menu {number}", " ".join(story(1))), f"{site} {number}", site=site
    )
    label_blocks(project, new, "Ada", "body", 1)


def test_scripts_without_spaces_are_compared_letter_by_letter(project, tmp_path):
    text = "昨日新桥正式开放数千名市民前来参观市长表示这将改善交通状况"
    first = add_story(project, [text], ONE)
    second = add_story(project, [text[:20] + "很好" + text[20:]], OTHER)
    leaks = exported(project, tmp_path, is_checked=True)[0].split.leaks
    assert [pair.pages for pair in leaks.pairs] == [(first, second)]


def test_the_manifest_tells_the_splits_and_the_same_project_gives_the_same_bytes(project, tmp_path):
    add_story(project, story(1), ONE)
    add_story(project, reprinted(story(1)), OTHER)
    manifests = []
    for _ in range(2):
        exported(project, tmp_path, is_checked=True)
        manifests.append((tmp_path / "out.jsonl.manifest.json").read_bytes())
    assert manifests[0] == manifests[1]
    told = json.loads(manifests[0])
    split = told["split"]
    assert (split["by"], split["seed"], split["groups"]) == ("site", 0, 2)
    assert sum(counts["unknown"] for counts in split["languages"].values() if counts) == 2
    assert split["leaks"]["pair_count"] == 1
    assert split["leaks"]["pairs"][0]["pages"] == [1, 2]
    assert "--split train=0.5,test=0.5 --split-by site --seed 0 --check-leaks" in told["command"]


def test_the_balanced_seed_is_found_once_and_named_in_the_command(project, tmp_path):
    for number, site in enumerate(SITES):
        new = add_story(project, story(number), site)
        language = "de-AT" if number % 2 else "fr"
        evidence = KeptEvidence("1", evidence_to_json(PageEvidence(language=language)))
        with project.store.begin() as transaction:
            transaction.evidence.keep(new, evidence)
    balanced, splits = exported(project, tmp_path, SplitTerms(HALVES.shares, seed=None))
    assert balanced.split.languages["test"] == {"de": 2, "fr": 2}
    assert balanced.split.languages["train"] == {"de": 2, "fr": 2}
    seed = balanced.split.terms.seed
    command = json.loads((tmp_path / "out.jsonl.manifest.json").read_text("utf-8"))["command"]
    assert f"--seed {seed}" in command
    assert exported(project, tmp_path, SplitTerms(HALVES.shares, seed=seed))[1] == splits


PLAIN = "<!doctype html><title>{0}</title><body><main class=a><h1>{0}</h1><p>{1}</main>"
RICH = (
    "<!doctype html><title>{0}</title><body><header class=x><nav class=y></nav></header>"
    "<section class=z><ul class=u><li class=v>{0}<li class=v>{1}</ul></section>"
)


def test_pages_of_one_template_stay_together_as_others_come(tmp_path):
    terms = SplitTerms(HALVES.shares, GroupBy.TEMPLATE, seed=1)
    with create_project(tmp_path / "news.annotator") as project:
        splits = []
        for turn in range(2):
            folder = tmp_path / f"turn{turn}"
            folder.mkdir()
            for number in range(6):
                site = f"{'ab'[number % 2]}.example"
                form = PLAIN if number < 4 else RICH
                (folder / f"{number}.html").write_text(
                    form.format(f"Title {turn} {number}", " ".join(story(number))).replace(
                        "<title>",
                        f'<link rel=canonical href="https://{site}/{turn}{number}"><title>',
                    ),
                    encoding="utf-8",
                )
            import_paths(project, [folder])
            for number in range(6):
                label_blocks(project, 6 * turn + number + 1, "Ada", "body", 0)
            report, found = exported(project, tmp_path, terms)
            splits.append(found)
        assert {one: splits[1][one] for one in splits[0]} == splits[0]
        assert splits[1][1] == splits[1][3] == splits[1][7] == splits[1][9]
        assert report.split.group_count == 4


def test_leaks_need_splits_and_are_not_looked_for_otherwise(project, tmp_path):
    add_story(project, story(1), "a.example")
    with pytest.raises(UserError, match="not split"):
        exported(project, tmp_path, None, is_checked=True)
    assert exported(project, tmp_path)[0].split.leaks is None
    assert not (tmp_path / "out.jsonl").with_suffix(".part").exists()


def test_being_stopped_while_the_splits_are_compared_leaves_nothing(project, tmp_path):
    add_story(project, story(1), ONE)

    def stop(progress):
        if progress.what == "comparing the splits":
            raise Cancelled

    with pytest.raises(Cancelled):
        exported(project, tmp_path, is_checked=True, report=stop)
    assert [one.name for one in tmp_path.iterdir()] == ["news.annotator"]


def test_pages_that_went_by_are_not_kept(project, tmp_path):
    def stream(count):
        for number in range(count):
            document = page(" ".join(story(number, 3000)))
            annotations = AnnotationSet((Annotation(Span(0, len(document.text)), "x"),))
            facts = parsed_page(document, b"%d" % number).facts
            yield LabelledPage(
                number,
                facts,
                document,
                project.label_set,
                "Ada",
                Status.FINISHED,
                annotations,
                split=f"{number % 2}",
            )

    check = leaks_module.LeakCheck(Policy("all", rest=Kind.MAIN))
    for _ in check.passing(stream(2)):
        pass
    tracemalloc.start()
    try:
        for _ in check.passing(stream(20)):
            pass
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # One of them has 25,000 letters.
    assert held < 20 * 4_000
    assert check.report().pair_count == 0
