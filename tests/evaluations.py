"""Reports on cleaners for tests, made of a few scores."""

from __future__ import annotations

from annotator.core.agreement_report import LeftOut
from annotator.core.bootstrap import Draws
from annotator.core.cleaner_figures import figures_of, text_figures_of, times_of
from annotator.core.evaluation_report import (
    CleanerReport,
    EvaluationReport,
    GroupFigures,
    Grouping,
    PageScores,
    WeakPage,
)
from annotator.core.kept_labels import Kept, KeptLabels
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.text_difference import difference
from annotator.core.text_scores import PrecisionRecall

HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</style></svg></title>&lt;b&gt;",
    "ada\N{RIGHT-TO-LEFT OVERRIDE}nib\nnew\0line\ud800",
)
BODY, REST = LabelId("body"), LabelId("boilerplate")


def scores(share, failure=""):
    kept = KeptLabels({BODY: Kept(4, 3), REST: Kept(4, 1)}, {BODY: Kept(40, 30), REST: Kept(9, 1)})
    seconds = None if failure else 0.02
    both = PrecisionRecall(share, share)
    return PageScores(both, both, share, kept, seconds, failure)


def cleaner(name="trafilatura", share=0.9, words="The ferry is late"):
    pages = [scores(share), scores(share / 2), scores(0.0, words)]
    figures, labels = figures_of(pages, [BODY, REST], frozenset({BODY}), Draws(20))
    return CleanerReport(
        name=name,
        version="2.0",
        figures=figures,
        labels=labels,
        times=times_of(pages),
        failures=(LeftOut(1, words),),
        groups=(GroupFigures(Grouping.SITE, words, text_figures_of(pages[:1], Draws(0))),),
        weak=(
            WeakPage(PageId(3), words, words, pages[2], difference(words, "Home The ferry late")),
        ),
    )


def report_of(*cleaners, words="The ferry is late"):
    return EvaluationReport(
        cleaners=cleaners,
        page_count=3,
        reference="",
        is_blind_only=False,
        wanted=(BODY,),
        label_names={BODY: "Body", REST: words},
        left_out=(LeftOut(2, "pages without a finished set of the reference"),),
        resamples=20,
        seed=0,
        seconds=1.0,
    )
