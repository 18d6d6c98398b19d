"""How far each label is given alike, as bars with their intervals."""

from __future__ import annotations

from annotator.core.agreement_report import AgreementReport, LabelAgreement, PairAgreement
from annotator.services.agreement_words import category_name, in_words, pair_name
from annotator.services.html_report.bars import Bar, bars
from annotator.services.html_report.markup import Markup


def label_bars(report: AgreementReport, pair: PairAgreement) -> Markup:
    """A bar a label from 0 to its F1 by block, and a line over its interval."""
    drawn = [
        Bar(category_name(report, one.label), one.block.f1, f"{_given(one):,} given")
        for one in pair.labels
    ]
    return bars(f"F1 of each label, {pair_name(pair)}", described(report, pair), drawn)


def described(report: AgreementReport, pair: PairAgreement) -> str:
    """The bars in words."""
    told = (f"{category_name(report, one.label)} {in_words(one.block.f1)}" for one in pair.labels)
    return f"F1 by block: {'; '.join(told)}." if pair.labels else "No label was given."


def _given(one: LabelAgreement) -> int:
    return one.block.first_count + one.block.second_count
