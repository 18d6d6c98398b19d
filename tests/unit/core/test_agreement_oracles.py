"""The figures of agreement beside those of four well-known programs, on a thousand random tables.

The programs are imported here alone: they take two seconds to load.
"""

from __future__ import annotations

import logging
from collections import Counter
from random import Random

import krippendorff
import numpy as np
import pytest
from nervaluate.entities import Entity
from nervaluate.strategies import (
    EntityTypeEvaluation,
    ExactEvaluation,
    PartialEvaluation,
    StrictEvaluation,
)
from sklearn.metrics import (
    cohen_kappa_score,
    confusion_matrix,
    precision_recall_fscore_support,
)
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

from annotator.core.agreement import alpha, fleiss, kappa, percent, scores
from annotator.core.annotations import Annotation
from annotator.core.labels import LabelId
from annotator.core.span_agreement import compare_spans, f1
from annotator.core.spans import Span

TABLES = 1_000
EXACTLY = 1e-12


@pytest.fixture
def chance():
    return Random(20_260_201)


def two_coders(chance):
    """Two lists of at least two categories between them."""
    size, categories = chance.randint(2, 60), chance.randint(2, 6)
    first = [chance.randrange(categories) for _ in range(size)]
    second = [one if chance.random() < 0.7 else chance.randrange(categories) for one in first]
    first[0], second[0] = 0, 1
    return first, second


def test_percent_kappa_confusion_and_f1_are_those_of_scikit_learn(chance):
    for _ in range(TABLES):
        first, second = two_coders(chance)
        table = Counter(zip(first, second, strict=True))
        labels = sorted({*first, *second})
        cells = confusion_matrix(first, second, labels=labels)
        assert cells.tolist() == [[table[row, column] for column in labels] for row in labels]
        assert percent(table).value == pytest.approx(cells.trace() / cells.sum(), abs=EXACTLY)
        expected = cohen_kappa_score(first, second, labels=labels)
        assert kappa(table).value == pytest.approx(expected, abs=EXACTLY)
        judged = precision_recall_fscore_support(first, second, labels=labels, zero_division=0)
        for label, precision, recall, score, _support in zip(labels, *judged, strict=True):
            found = scores(table, label)
            assert (found.precision.value or 0) == pytest.approx(precision, abs=EXACTLY)
            assert (found.recall.value or 0) == pytest.approx(recall, abs=EXACTLY)
            assert found.f1.value == pytest.approx(score, abs=EXACTLY)


def test_fleiss_kappa_is_that_of_statsmodels(chance):
    for _ in range(TABLES):
        raters, categories = chance.randint(2, 6), chance.randint(2, 5)
        units = [
            tuple(chance.randrange(categories) for _ in range(raters))
            for _ in range(chance.randint(1, 40))
        ]
        units.append((*[0] * (raters - 1), 1))
        expected = fleiss_kappa(aggregate_raters(np.array(units))[0])
        assert fleiss(Counter(units)).value == pytest.approx(expected, abs=EXACTLY)


def test_alpha_is_that_of_krippendorff_with_missing_values(chance):
    for _ in range(TABLES):
        raters, categories = chance.randint(2, 6), chance.randint(2, 5)
        units = [
            tuple(
                chance.randrange(categories) if chance.random() < 0.8 else None
                for _ in range(raters)
            )
            for _ in range(chance.randint(1, 40))
        ]
        units.append((0, 1, *[None] * (raters - 2)))
        reliability = np.array(units, dtype=float).T  # None becomes NaN, which is missing there
        expected = krippendorff.alpha(reliability, level_of_measurement="nominal")
        assert alpha(Counter(units)).value == pytest.approx(expected, abs=EXACTLY)


def partition(chance, length):
    """Annotations of two letters or more, some side by side, as one set of a page has them."""
    position, found = chance.randint(0, 3), []
    while position < length:
        end = min(length, position + chance.choice([1, 2, 3, 5, 8, 150, 400]))
        found.append(Annotation(Span(position, end), LabelId(chance.choice("abc"))))
        position = end + chance.choice([0, 0, 1, 4])
    return found


def neighbour(chance, annotations):
    """The same with other labels, ends and gaps here and there."""
    found = []
    for one in annotations:
        start, end, label = one.span.start, one.span.end, one.label
        if chance.random() < 0.1:
            continue
        if chance.random() < 0.2:
            label = LabelId(chance.choice("abc"))
        if chance.random() < 0.2 and end - start > 2:
            start += 1
        if chance.random() < 0.2 and end - start > 2:
            middle = chance.randint(start + 1, end - 1)
            found.append(Annotation(Span(start, middle), label))
            start, label = middle, LabelId(chance.choice("abc"))
        found.append(Annotation(Span(start, end), label))
    return found


def entities(annotations):
    return [Entity(one.label, one.span.start, one.span.end - 1) for one in annotations]


def test_spans_are_matched_as_nervaluate_matches_them(chance):
    logging.getLogger("nervaluate").setLevel(logging.ERROR)
    for number in range(TABLES):
        length = chance.choice([10, 60, 900])
        first = partition(chance, length)
        second = neighbour(chance, first) if number % 3 else partition(chance, length)
        found = compare_spans(first, second)
        halves = {
            StrictEvaluation: 2 * found.strict,
            ExactEvaluation: 2 * found.exact,
            PartialEvaluation: 2 * found.exact + found.overlapping,
            EntityTypeEvaluation: 2 * found.typed,
        }
        for judge, points in halves.items():
            expected, _ = judge().evaluate(entities(first), entities(second), ["a", "b", "c"])
            assert f1(found.first, found.second, points).value == pytest.approx(
                expected.f1, abs=EXACTLY
            )
