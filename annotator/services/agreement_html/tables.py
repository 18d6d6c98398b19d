"""The tables of the report: every figure with what it counts, every gap with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.agreement_report import (
    AgreementReport,
    Confusion,
    Group,
    Overall,
    PairAgreement,
)
from annotator.services.agreement_course import Course, share
from annotator.services.agreement_words import (
    NOTHING,
    category_name,
    group_name,
    in_per_cent,
    pair_name,
)
from annotator.services.html_report.markup import Markup, foreign, joined
from annotator.services.html_report.tables import Cells, measure, portion, table


def overall_table(overall: Overall) -> Markup:
    """All annotators together."""
    rows = [
        (name, f"{one.n:,}", measure(one.alpha), f"{one.fleiss_n:,}", measure(one.fleiss))
        for name, one in (("by block", overall.block), ("by character", overall.character))
    ]
    return table(
        "All annotators together",
        ("", "counted", "Krippendorff’s α", "counted", "Fleiss’ κ"),
        rows,
    )


def pairs_table(pairs: Sequence[PairAgreement], caption: str) -> Markup:
    """A pair a row."""
    rows = [
        (
            foreign(pair_name(one)),
            f"{one.page_count:,}",
            f"{one.blind_count:,}",
            f"{one.block.n:,}",
            portion(one.block.percent),
            measure(one.block.kappa),
            measure(one.character.kappa),
            measure(one.span.type_f1),
        )
        for one in pairs
    ]
    head = (
        "",
        "pages",
        "blind",
        "blocks",
        "alike",
        "Cohen’s κ",
        "κ by character",
        "spans, F1 of type",
    )
    return table(caption, head, rows)


def groups_table(groups: Sequence[Group], caption: str) -> Markup:
    """A group of pages a row, with each of its pairs and all together."""
    rows: list[Cells] = []
    for group in groups:
        name = foreign(group_name(group))
        block = group.all.block
        rows.append(
            (
                name,
                "all",
                f"{group.all.page_count:,}",
                f"{block.n:,}",
                NOTHING,
                NOTHING,
                measure(block.alpha),
            )
        )
        rows += [
            (
                name,
                foreign(pair_name(pair)),
                f"{pair.page_count:,}",
                f"{pair.block.n:,}",
                portion(pair.block.percent),
                measure(pair.block.kappa),
                NOTHING,
            )
            for pair in group.pairs
        ]
    head = ("", "between", "pages", "blocks", "alike", "Cohen’s κ", "Krippendorff’s α")
    return table(caption, head, rows, words=2)


def labels_table(report: AgreementReport, pair: PairAgreement) -> Markup:
    """A label a row."""
    rows = [
        (
            category_name(report, one.label),
            f"{one.block.first_count:,}",
            f"{one.block.second_count:,}",
            f"{one.block.both_count:,}",
            measure(one.block.precision),
            measure(one.block.recall),
            measure(one.block.f1),
            measure(one.character.f1),
            measure(one.alpha_u),
        )
        for one in pair.labels
    ]
    first, second = map(foreign, pair.annotators)
    head = (
        "",
        joined(("blocks of ", first)),
        joined(("of ", second)),
        "of both",
        "precision",
        "recall",
        "F1",
        "F1 by character",
        "α_U",
    )
    return table("Label by label", head, rows)


def confusion_table(report: AgreementReport, pair: PairAgreement, confusion: Confusion) -> Markup:
    """The heat map in numbers."""
    names = [category_name(report, one) for one in confusion.categories]
    counts = {(one.first, one.second): one.count for one in confusion.cells}
    rows = [
        (name, *(f"{counts.get((first, second), 0):,}" for second in confusion.categories))
        for name, first in zip(names, confusion.categories, strict=True)
    ]
    caption = f"Blocks: rows are what {pair.annotators[0]} says, columns {pair.annotators[1]}"
    return table(caption, ("", *names), rows)


def spans_table(pair: PairAgreement) -> Markup:
    """How alike the spans of two annotators are."""
    span = pair.span
    rows = [
        ("strict: same ends, same label", measure(span.strict_f1)),
        ("exact: same ends", measure(span.exact_f1)),
        ("partial: an overlap counts half", measure(span.partial_f1)),
        ("type: an overlap with the same label", measure(span.type_f1)),
        ("α_U of all labels together", measure(span.alpha_u)),
        ("starts differ by, median of characters", measure(span.start_shift)),
        ("ends differ by, median of characters", measure(span.end_shift)),
    ]
    caption = (
        f"Spans: {span.first_count:,} of {pair.annotators[0]}, "
        f"{span.second_count:,} of {pair.annotators[1]}"
    )
    return table(caption, ("", "F1, α or characters"), rows)


def pages_table(course: Course) -> Markup:
    """A page a row, in the order of finishing."""
    rows = [
        (
            f"Page {one.page}",
            foreign(one.title),
            foreign(one.site),
            one.finished_at.date().isoformat() if one.finished_at else NOTHING,
            f"{one.agreed_count:,} of {one.n:,}",
            in_per_cent(share(one)),
        )
        for one in course.pages
    ]
    head = ("", "title", "site", "finished", "blocks alike", "")
    return table("Page by page, in the order of finishing", head, rows, words=3)
