"""All figures of two annotators over some pages, and of all annotators together."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.agreement import alpha, fleiss, kappa
from annotator.core.agreement_units import count_units
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.bootstrap import Draws, percentile
from annotator.core.joint_agreement import count_jointly, joint_agreement
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.pair_agreement import MOST_PLACES, pair_agreement
from annotator.core.pair_counts import compare_pair
from annotator.core.spans import Span
from tests.pictures import LABEL_SET, drawn, marked, page
from tests.unit.core.strategies import compared_documents
from tests.unit.core.test_unitizing import slowly

LABELS = [label.id for label in LABEL_SET.labels]
NO_DRAWS = Draws(0)


def compared(number, document, sets, *, is_blind=False):
    """One page's counts for two sets."""
    units = count_units(document, sets)
    return compare_pair(PageId(number), len(document.text), units, *sets, is_blind=is_blind)


def of_marks(text, *marks):
    """The figures of pages of one text: two rows of marks for each."""
    document, _ = drawn(text, next((row for row in marks if "-" in row), marks[0]))
    rows = [marked(row) for row in marks]
    pages = [
        compared(number, document, list(pair))
        for number, pair in enumerate(zip(rows[::2], rows[1::2], strict=True), 1)
    ]
    return pair_agreement(("Ada", "Bo"), pages, LABELS, NO_DRAWS)


def values(found):
    """Every figure of a pair without its interval."""
    labels = {
        (one.label, kind): (part.precision.value, part.recall.value, part.f1.value)
        for one in found.labels
        for kind, part in (("block", one.block), ("character", one.character))
    }
    return {
        "block": (found.block.n, found.block.percent.value, found.block.kappa.value),
        "character": (
            found.character.n,
            found.character.percent.value,
            found.character.kappa.value,
        ),
        "strict": found.span.strict_f1.value,
        "exact": found.span.exact_f1.value,
        "alpha_u": found.span.alpha_u.value,
        **{(one.label, "alpha_u"): one.alpha_u.value for one in found.labels},
        **labels,
    }


def test_figures_say_how_many_units_they_count_and_what_they_leave_out():
    found = of_marks("One|Two|Six|Hid", "Hhh|Bbb|...|---", "Hhh|Ttt|...|---")
    assert (found.block.n, found.block.percent.value) == (2, 0.5)
    assert {one.reason: one.count for one in found.block.left_out} == {
        "blocks that neither labelled": 1,
        "hidden blocks that neither labelled": 1,
    }
    assert found.character.n == 6
    assert {one.reason: one.count for one in found.character.left_out} == {
        "characters that neither labelled": 3,
        "hidden characters that neither labelled": 3,
    }


def test_confused_labels_lead_to_their_places_the_fullest_cell_first():
    found = of_marks("One|Two|Six", "Hhh|Bbb|Bbb", "Bbb|Ttt|Ttt", "Bbb|Hhh|Hhh", "Ttt|Hhh|...")
    confused = found.confusion.confused
    assert [(one.first, one.second, one.count) for one in confused] == [
        ("body", "teaser", 3),
        ("headline", "body", 1),
        ("headline", None, 1),
    ]
    assert [(one.page, one.span) for one in confused[0].places] == [
        (1, Span(4, 7)),
        (1, Span(8, 11)),
        (2, Span(0, 3)),
    ]
    assert found.confusion.count(LabelId("headline"), LabelId("headline")) == 1
    assert found.confusion.categories == ("headline", "body", "teaser", None)


def test_so_many_places_are_told_and_no_more():
    document = page(*["ab"] * 15)
    one, other = (marked("|".join([row] * 15)) for row in ("Hh", "Bb"))
    pages = [compared(number, document, [one, other]) for number in range(1, 11)]
    (cell,) = pair_agreement(("Ada", "Bo"), pages, LABELS, NO_DRAWS).confusion.cells
    assert (cell.count, len(cell.places)) == (150, MOST_PLACES)


def test_a_label_that_nobody_gives_is_told_with_the_reason():
    found = {one.label: one for one in of_marks("One", "Hhh", "Hhh").labels}
    assert list(found) == LABELS
    assert found[LabelId("ai_label")].block.f1.reason == "nobody gives it"
    assert found[LabelId("ai_label")].alpha_u.reason == "nobody gives it"
    assert found[LabelId("headline")].block.f1.value == 1


def test_labels_that_the_project_no_longer_has_count_as_well():
    document = page("One")
    both = [AnnotationSet.of([Annotation(Span(0, 3), LabelId("advert"))])] * 2
    found = pair_agreement(("Ada", "Bo"), [compared(1, document, both)], LABELS, NO_DRAWS)
    assert [one.label for one in found.labels] == [*LABELS, "advert"]
    assert found.confusion.categories == ("advert",)


def test_without_pages_everything_is_undefined_in_words():
    found = pair_agreement(("Ada", "Bo"), [], LABELS, NO_DRAWS)
    assert (found.page_count, found.block.n) == (0, 0)
    assert found.block.kappa.reason == "nothing to compare"
    assert found.span.strict_f1.reason == "neither has any span"
    assert found.span.alpha_u.reason == "nobody gives it"
    assert found.span.start_shift.reason == "no two spans with one label overlap"


def test_blind_pages_are_counted():
    document, one = drawn("One", "Hhh")
    pages = [compared(number, document, [one, one], is_blind=number == 2) for number in range(1, 4)]
    assert pair_agreement(("Ada", "Bo"), pages, LABELS, NO_DRAWS).blind_count == 1


@given(compared_documents(2, 2), st.integers(2, 4))
def test_the_same_page_several_times_has_the_figures_of_one(case, times):
    document, sets = case
    one = compared(1, document, sets)
    alone = values(pair_agreement(("Ada", "Bo"), [one], LABELS, NO_DRAWS))
    several = values(pair_agreement(("Ada", "Bo"), [one] * times, LABELS, NO_DRAWS))
    for name, value in alone.items():
        if name in {"block", "character"}:
            assert several[name][0] == times * value[0]
            assert several[name][1:] == pytest.approx(value[1:])
        elif "alpha_u" not in (name if isinstance(name, tuple) else (name,)):
            assert several[name] == pytest.approx(value)


def test_a_page_on_which_nobody_gives_a_label_is_room_in_which_it_could_have_been():
    document = page("One", "Two", "Sixteen")
    rows = ["Hhh|Bbb|Ttttttt", "Hh.|Bbb|Ttttttt"], ["Bbb|Bbb|Ttttttt", "Bbb|Bbb|Ttttttt"]
    pages = [
        compared(number, document, list(map(marked, pair))) for number, pair in enumerate(rows)
    ]
    found = pair_agreement(("Ada", "Bo"), pages, LABELS, NO_DRAWS).labels[0].alpha_u
    length = len(document.text)
    expected = slowly((length, [(0, 3)], [(0, 2)]), (length, [], []))
    assert found.value == pytest.approx(expected, abs=1e-12)
    assert found.value != pytest.approx(slowly((length, [(0, 3)], [(0, 2)])), abs=1e-6)


@given(compared_documents(2, 2))
def test_with_oneself_every_figure_is_complete_or_undefined(case):
    document, (one, _) = case
    found = values(
        pair_agreement(("Ada", "Ada"), [compared(1, document, [one, one])], LABELS, NO_DRAWS)
    )
    found["block"], found["character"] = found["block"][1:], found["character"][1:]
    for value in found.values():
        for figure in value if isinstance(value, tuple) else (value,):
            assert figure is None or figure == pytest.approx(1)


@given(compared_documents(2, 2))
def test_figures_are_the_same_whoever_is_first(case):
    document, (one, other) = case
    found = pair_agreement(("A", "B"), [compared(1, document, [one, other])], LABELS, NO_DRAWS)
    turned = pair_agreement(("B", "A"), [compared(1, document, [other, one])], LABELS, NO_DRAWS)
    for straight, back in zip(found.labels, turned.labels, strict=True):
        assert straight.block.precision.value == back.block.recall.value
        assert straight.character.recall.value == back.character.precision.value
        assert straight.alpha_u == back.alpha_u
    for name in ("block", "character", "strict", "exact"):
        assert values(found)[name] == values(turned)[name]
    cells = {(one.first, one.second, one.count) for one in found.confusion.cells}
    assert cells == {(one.second, one.first, one.count) for one in turned.confusion.cells}


def some_pages(chance, count):
    """Pages of ten blocks that two label alike for the most part, as pages of one source are."""
    letters = "HBTX"
    for number in range(1, count + 1):
        texts = ["x" * chance.randint(2, 40) for _ in range(10)]
        document = page(*texts)
        rows = []
        for _ in range(2):
            chosen = [letters[place % 4] for place in range(10)]
            chosen = [chance.choice(letters) if chance.random() < 0.2 else one for one in chosen]
            cut = [
                one + one.lower() * (len(text) - 1) for one, text in zip(chosen, texts, strict=True)
            ]
            rows.append(marked("|".join(cut)))
        yield compared(number, document, rows)


def test_every_figure_with_a_value_has_an_interval_around_it():
    pages = list(some_pages(Random(1), 30))
    found = pair_agreement(("Ada", "Bo"), pages, LABELS, Draws(200))
    told = [found.block.percent, found.block.kappa, found.character.kappa, found.span.strict_f1]
    told += [one.alpha_u for one in found.labels if one.block.first_count]
    told += [one.block.f1 for one in found.labels if one.block.first_count]
    for one in told:
        assert one.interval.low < one.value < one.interval.high
    assert found.labels[3].block.f1.interval is None


@pytest.mark.parametrize("count", [5, 30])
def test_the_interval_of_alpha_u_is_close_to_that_of_drawing_and_measuring_anew(count):
    pages = list(some_pages(Random(2), count))
    found = pair_agreement(("Ada", "Bo"), pages, LABELS, Draws(200, 7)).span.alpha_u
    chance = Random(7)
    drawn_anew = sorted(
        pair_agreement(
            ("Ada", "Bo"), chance.choices(pages, k=count), LABELS, NO_DRAWS
        ).span.alpha_u.value
        for _ in range(200)
    )
    width = found.interval.high - found.interval.low
    assert found.interval.low == pytest.approx(percentile(drawn_anew, 0.025), abs=width / 20)
    assert found.interval.high == pytest.approx(percentile(drawn_anew, 0.975), abs=width / 20)


def together(text, *pages, names=("Ada", "Bo", "Cy"), draws=NO_DRAWS):
    """The figures of all over pages, each by the marks of some of them by name."""
    found = []
    for marks in pages:
        document, _ = drawn(text, next(iter(marks.values())))
        units = count_units(document, [marked(row) for row in marks.values()])
        found.append(count_jointly(list(marks), units))
    return joint_agreement(names, found, draws)


def test_alpha_takes_every_page_of_two_or_more_and_fleiss_those_of_all():
    found = together(
        "One|Two",
        {"Ada": "Hhh|Bbb", "Bo": "Hhh|Bbb", "Cy": "Hhh|Ttt"},
        {"Ada": "Hhh|Bbb", "Cy": "Bbb|Bbb"},
    )
    h, b, t = "hbt"
    units = [(h, h, h), (b, b, t), (h, None, b), (b, None, b)]
    assert found.block.n == 4
    assert found.block.fleiss_n == 2
    assert found.block.alpha.value == pytest.approx(alpha(dict.fromkeys(units, 1)).value)
    assert found.block.fleiss.value == pytest.approx(fleiss(dict.fromkeys(units[:2], 1)).value)


def test_what_fewer_than_two_decided_is_left_out_of_alpha_and_told():
    found = together(
        "One|Two|Six|Hid", {"Ada": "Hhh|Bbb|...|---", "Bo": "Hhh|...|...|---"}, names=("Ada", "Bo")
    )
    assert found.block.n == 1
    assert found.block.fleiss_n == 2
    assert [(one.count, one.reason) for one in found.block.left_out] == [
        (1, "blocks that fewer than two decided"),
        (1, "blocks that nobody labelled"),
        (1, "hidden blocks that nobody labelled"),
    ]


def test_where_all_have_finished_no_page_fleiss_is_undefined():
    found = together("One", {"Ada": "Hhh", "Bo": "Hhh"}, {"Bo": "Bbb", "Cy": "Bbb"})
    assert found.block.fleiss.reason == "no page was finished by all of them"
    assert found.block.alpha.value == 1


@given(compared_documents(2, 2))
def test_of_two_the_figures_of_all_are_those_of_their_units(case):
    document, sets = case
    units = count_units(document, sets)
    found = joint_agreement(("Ada", "Bo"), [count_jointly(("Ada", "Bo"), units)], NO_DRAWS)
    for kind, counted in (("block", units.blocks), ("character", units.characters)):
        table = counted.counted()
        part = getattr(found, kind)
        assert part.alpha.value == alpha(table).value
        if kappa(table).value is not None:
            assert part.fleiss.value == fleiss(table).value


def test_figures_of_all_have_intervals_too():
    marks = [
        {"Ada": "Hhh|Bbb", "Bo": "Hhh|Ttt" if number % 3 else "Hhh|Bbb"} for number in range(12)
    ]
    found = together("One|Two", *marks, names=("Ada", "Bo"), draws=Draws(100))
    for one in (found.block.alpha, found.block.fleiss, found.character.alpha):
        assert one.interval.low < one.value < one.interval.high
