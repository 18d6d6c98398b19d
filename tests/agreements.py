"""Reports on agreement for tests that show them, with figures that nobody counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from annotator.core.agreement_report import (
    Agreed,
    AgreementReport,
    Category,
    Cell,
    ComparedPage,
    Confusion,
    Estimate,
    Group,
    Grouping,
    Interval,
    LabelAgreement,
    LabelScores,
    LeftOut,
    Overall,
    PairAgreement,
    Place,
    SpanAgreement,
    Together,
)
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.spans import Span

HEADLINE, BODY, TEASER = LabelId("headline"), LabelId("body"), LabelId("teaser")
NAMES = {HEADLINE: "Headline", BODY: "Body", TEASER: "Teaser"}
ONE_LABEL = "one label only"


def known(value: float, low: float | None = None, high: float | None = None) -> Estimate:
    """A figure, with its interval if both ends are told."""
    interval = None if low is None or high is None else Interval(low, high)
    return Estimate(value, interval=interval)


def unknown(reason: str = ONE_LABEL) -> Estimate:
    """A figure that is undefined."""
    return Estimate(None, reason)


def place(page: int, start: int = 0, end: int = 8) -> Place:
    """Text of a page."""
    return Place(PageId(page), Span(start, end))


def confusion() -> Confusion:
    """Two headlines, most of the body, and three kinds of doubt."""
    cells = (
        Cell(HEADLINE, HEADLINE, 2),
        Cell(HEADLINE, TEASER, 1, (place(1),)),
        Cell(BODY, BODY, 40),
        Cell(BODY, TEASER, 5, (place(1, 9, 16), place(2))),
        Cell(None, BODY, 2, (place(2, 9, 16),)),
    )
    categories: tuple[Category, ...] = (HEADLINE, BODY, TEASER, None)
    return Confusion(categories, cells)


def scores(first: int, second: int, both: int) -> LabelScores:
    """Those of a label that was given so many times."""
    if not first and not second:
        reason = "nobody gave it"
        return LabelScores(0, 0, 0, unknown(reason), unknown(reason), unknown(reason))
    f1 = 2 * both / (first + second)
    return LabelScores(
        first,
        second,
        both,
        known(both / second) if second else unknown("the second never gave it"),
        known(both / first) if first else unknown("the first never gave it"),
        known(f1, max(0.0, f1 - 0.1), min(1.0, f1 + 0.05)),
    )


def labels() -> tuple[LabelAgreement, ...]:
    """All three labels, one of them as good as never given alike."""
    return (
        LabelAgreement(HEADLINE, scores(3, 2, 2), scores(90, 70, 70), known(0.81)),
        LabelAgreement(BODY, scores(45, 42, 40), scores(4500, 4100, 4000), known(0.9, 0.8, 0.95)),
        LabelAgreement(TEASER, scores(0, 6, 0), scores(0, 300, 0), unknown("one gives it alone")),
    )


def pair_of(
    first: str = "ada", second: str = "ben", *, kappa: Estimate | None = None
) -> PairAgreement:
    """Two annotators on two pages."""
    return PairAgreement(
        annotators=(first, second),
        page_count=2,
        blind_count=1,
        block=Agreed(
            50,
            known(0.84, 0.75, 0.93),
            kappa or known(0.71, 0.6, 0.82),
            (LeftOut(7, "hidden blocks without a label"), LeftOut(0, "nothing of this")),
        ),
        character=Agreed(5000, known(0.9, 0.8, 0.95), known(0.78)),
        span=SpanAgreement(
            first_count=12,
            second_count=14,
            matched_count=9,
            strict_f1=known(0.6),
            exact_f1=known(0.69),
            partial_f1=known(0.77),
            type_f1=known(0.692),
            start_shift=known(0),
            end_shift=known(3.5),
            alpha_u=known(0.83),
        ),
        labels=labels(),
        confusion=confusion(),
        character_confusion=confusion(),
    )


def overall(*names: str) -> Overall:
    """Annotators together on two pages."""
    block = Together(50, 40, known(0.7, 0.6, 0.8), unknown("no page is finished by all"))
    return Overall(names, 2, block, Together(5000, 0, known(0.77), unknown("no page")))


def compared(number: int, agreed: int = 20, title: str = "A page") -> ComparedPage:
    """A page of 25 blocks, finished on the day of its number."""
    return ComparedPage(
        page=PageId(number),
        title=title,
        site="news.example",
        is_blind=number % 2 == 0,
        annotators=("ada", "ben"),
        finished_at=datetime(2026, 2, 1, 12, tzinfo=UTC) + timedelta(days=number),
        n=25,
        agreed_count=agreed,
    )


def report_of(
    *pairs: PairAgreement,
    pages: tuple[ComparedPage, ...] = (),
    groups: tuple[Group, ...] = (),
    against: str = "",
) -> AgreementReport:
    """A report on these pairs; on ada and ben where none is told."""
    pairs = pairs or (pair_of(),)
    names = tuple(dict.fromkeys(name for pair in pairs for name in pair.annotators))
    return AgreementReport(
        pairs=pairs,
        all=overall(*names),
        groups=groups,
        pages=pages or (compared(1), compared(2, 25)),
        left_out=(LeftOut(3, "sets that are not finished"),),
        label_names=NAMES,
        blind_only=False,
        sites=(),
        against=against,
        resamples=1000,
        seed=0,
    )


def group_of(by: Grouping, name: str) -> Group:
    """Some of the pages of ada and ben."""
    return Group(by, name, (pair_of(),), overall("ada", "ben"))


def empty_report() -> AgreementReport:
    """What is known where nobody's pages meet."""
    nothing = Together(0, 0, unknown("no page"), unknown("no page"))
    return AgreementReport(
        pairs=(),
        all=Overall((), 0, nothing, nothing),
        groups=(),
        pages=(),
        left_out=(),
        label_names=NAMES,
        blind_only=False,
        sites=(),
        against="",
        resamples=0,
        seed=0,
    )
