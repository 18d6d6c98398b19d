"""What is said of a data set once it is written."""

from __future__ import annotations

from annotator.gui.import_actions import pages_in_words
from annotator.services.exporting import ExportReport
from annotator.services.leaks import LeakReport
from annotator.services.splitting import SplitReport


def exported(report: ExportReport) -> str:
    """How much went where, and what is to be known of the splits."""
    told = [f"{pages_in_words(report.page_count)} exported to “{report.path}”."]
    if report.split is not None:
        counts = ", ".join(f"{name} {count:,}" for name, count in report.splits.items())
        told.append(f"By split: {counts or 'none'}, with the seed {report.split.terms.seed}.")
        told += _lacking(report.split)
        if report.split.leaks is not None:
            told.append(_leaks(report.split.leaks))
    return " ".join(told)


def _lacking(split: SplitReport) -> list[str]:
    return [
        f"“{name}” has no page of: {', '.join(one or 'unknown language' for one in languages)}."
        for name, languages in split.lacking().items()
    ]


def _leaks(leaks: LeakReport) -> str:
    count = leaks.pair_count
    if not count:
        return "No text is nearly alike in two splits."
    pairs = "1 pair of pages is" if count == 1 else f"{count:,} pairs of pages are"
    return f"{pairs} nearly alike in two splits; the manifest names them."
