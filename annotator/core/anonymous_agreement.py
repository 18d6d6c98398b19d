"""A report on agreement that names nobody, to be shown to whoever is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotator.core.agreement_report import (
    AgreementReport,
    Cell,
    Confusion,
    Group,
    LabelAgreement,
    LabelScores,
    LeftOut,
    Overall,
    PairAgreement,
)
from annotator.core.decisions import GOLD
from annotator.core.masks import letter, masks

Letters = Mapping[str, str]


def anonymous(report: AgreementReport, key: str) -> AgreementReport:
    """The same figures with A, B, C in the place of the annotators; gold stays what it is.

    Which letter is whose depends on the key and the names, so that all reports with one key fit
    together. Pairs stand in the order of their letters: the order in which people joined would tell
    who is who.
    """
    letters = _letters(report, key)
    against = letters.get(report.against, report.against)
    return replace(
        report,
        pairs=_pairs(report.pairs, letters, against),
        all=_overall(report.all, letters),
        groups=tuple(_group(one, letters, against) for one in report.groups),
        pages=tuple(
            replace(one, annotators=_sorted(one.annotators, letters)) for one in report.pages
        ),
        left_out=tuple(_nameless(one, letters) for one in report.left_out),
        against=against,
    )


def transposed(pair: PairAgreement) -> PairAgreement:
    """The same pair with the second annotator first.

    What hardly depends on who is first, as partial matches of spans, stays as it was counted.
    """
    first, second = pair.annotators
    span = replace(
        pair.span, first_count=pair.span.second_count, second_count=pair.span.first_count
    )
    return replace(
        pair,
        annotators=(second, first),
        span=span,
        labels=tuple(_transposed_label(one) for one in pair.labels),
        confusion=_transposed_confusion(pair.confusion),
        character_confusion=_transposed_confusion(pair.character_confusion),
    )


def _letters(report: AgreementReport, key: str) -> dict[str, str]:
    named = {one for pair in report.pairs for one in pair.annotators}
    named |= {*report.all.annotators, report.against}
    named |= {one for page in report.pages for one in page.annotators}
    drawn = masks(sorted(named - {GOLD, ""}), key)
    return {name: letter(place) for place, name in enumerate(drawn)}


def _nameless(left_out: LeftOut, letters: Letters) -> LeftOut:
    """The reason with letters for the names that it quotes."""
    reason = left_out.reason
    for name, one in letters.items():
        reason = reason.replace(f"“{name}”", f"“{one}”")
    return replace(left_out, reason=reason)


def _pairs(
    pairs: tuple[PairAgreement, ...], letters: Letters, against: str
) -> tuple[PairAgreement, ...]:
    return tuple(
        sorted((_pair(one, letters, against) for one in pairs), key=lambda one: one.annotators)
    )


def _pair(pair: PairAgreement, letters: Letters, against: str) -> PairAgreement:
    first, second = (letters.get(one, one) for one in pair.annotators)
    named = replace(pair, annotators=(first, second))
    # Where all are held against one, that one keeps its side.
    return transposed(named) if first > second and not against else named


def _overall(overall: Overall, letters: Letters) -> Overall:
    return replace(overall, annotators=_sorted(overall.annotators, letters))


def _group(group: Group, letters: Letters, against: str) -> Group:
    pairs = _pairs(group.pairs, letters, against)
    return replace(group, pairs=pairs, all=_overall(group.all, letters))


def _sorted(names: tuple[str, ...], letters: Letters) -> tuple[str, ...]:
    return tuple(sorted(letters.get(one, one) for one in names))


def _transposed_label(label: LabelAgreement) -> LabelAgreement:
    block, character = _transposed_scores(label.block), _transposed_scores(label.character)
    return replace(label, block=block, character=character)


def _transposed_scores(scores: LabelScores) -> LabelScores:
    return replace(
        scores,
        first_count=scores.second_count,
        second_count=scores.first_count,
        precision=scores.recall,
        recall=scores.precision,
    )


def _transposed_confusion(confusion: Confusion) -> Confusion:
    cells = tuple(Cell(one.second, one.first, one.count, one.places) for one in confusion.cells)
    return replace(confusion, cells=cells)
