"""Figures of a cleaner over many pages, by hand-counted examples."""

from __future__ import annotations

import pytest

from annotator.core.bootstrap import Draws
from annotator.core.cleaner_figures import figures_of, text_figures_of, times_of
from annotator.core.evaluation_report import PageScores, Times
from annotator.core.kept_labels import Kept, KeptLabels
from annotator.core.labels import LabelId
from annotator.core.text_scores import PrecisionRecall

BODY, REST, TEASER = (LabelId(one) for one in ("body", "boilerplate", "teaser"))
NOTHING = KeptLabels({}, {})
HALF = PrecisionRecall(0.5, 0.5)


def scores(precision, recall, rouge=HALF, kept=NOTHING, seconds=None):
    return PageScores(PrecisionRecall(precision, recall), rouge, 0.25, kept, seconds)


def test_f1_is_that_of_the_mean_precision_and_the_mean_recall():
    # As article-extraction-benchmark has it: not the mean of the F1 of pages.
    figures = text_figures_of([scores(1.0, 0.5), scores(0.5, 0.5)], Draws(0))
    assert (figures.precision.value, figures.recall.value) == (0.75, 0.5)
    assert figures.f1.value == pytest.approx(2 * 0.75 * 0.5 / 1.25)
    assert figures.page_count == 2


def test_a_page_without_text_has_no_part_in_the_mean_of_precision():
    figures = text_figures_of([scores(None, 0.0), scores(0.5, 1.0)], Draws(0))
    assert (figures.precision.value, figures.recall.value) == (0.5, 0.5)


def test_where_no_page_has_text_the_figure_has_a_reason():
    figures = text_figures_of([scores(None, 0.0)], Draws(10))
    assert (figures.f1.value, figures.f1.reason) == (None, "no page has text to count")
    figures = text_figures_of([scores(1.0, 1.0, rouge=None)], Draws(0))
    assert figures.rouge_f1.reason == "no page is short enough"


def test_rouge_is_the_mean_of_the_f1_of_pages():
    pages = [
        scores(1.0, 1.0, PrecisionRecall(1.0, 0.5)),
        scores(1.0, 1.0, PrecisionRecall(0.0, 0.0)),
    ]
    assert text_figures_of(pages, Draws(0)).rouge_f1.value == pytest.approx(1 / 3)


def test_labels_are_counted_over_all_pages():
    kept = [
        KeptLabels({BODY: Kept(2, 2), REST: Kept(3, 1)}, {BODY: Kept(80, 60), REST: Kept(40, 20)}),
        KeptLabels({BODY: Kept(2, 1)}, {BODY: Kept(20, 20)}),
    ]
    pages = [scores(1.0, 1.0, kept=one) for one in kept]
    _, (body, rest) = figures_of(pages, [BODY, REST, TEASER], frozenset({BODY}), Draws(0))
    assert (body.is_wanted, body.block.count, body.block.kept_count) == (True, 4, 3)
    assert (body.block.precision.value, body.block.recall.value) == (3 / 4, 3 / 4)
    assert (body.character.precision.value, body.character.recall.value) == (80 / 100, 80 / 100)
    assert (rest.is_wanted, rest.character.recall.value) == (False, 1 / 2)
    assert rest.character.f1.value == pytest.approx(2 * 0.2 * 0.5 / 0.7)


def test_a_label_of_which_nothing_was_kept_says_so():
    pages = [scores(1.0, 1.0, kept=KeptLabels({BODY: Kept(1, 0)}, {BODY: Kept(9, 0)}))]
    _, (body,) = figures_of(pages, [BODY], frozenset({BODY}), Draws(0))
    assert body.block.precision.reason == "nothing labelled was kept"
    assert body.block.recall.value == 0


def test_intervals_hold_the_figure_and_the_same_seed_gives_the_same():
    pages = [scores(number / 10, 1 - number / 20) for number in range(1, 10)]
    first, second = (text_figures_of(pages, Draws(200, seed=3)) for _ in range(2))
    assert first == second
    for figure in (first.f1, first.precision, first.recall):
        assert figure.interval.low < figure.value < figure.interval.high


def test_times_are_those_of_pages_with_an_answer():
    pages = [scores(1.0, 1.0, seconds=one) for one in (0.1, 0.3, None, 0.8)]
    assert times_of(pages) == Times(pytest.approx(0.4), 0.3, 0.8)
    assert times_of([scores(1.0, 1.0)]) is None
