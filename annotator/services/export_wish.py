"""What somebody wants exported, and the command that asks for the same once more."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.set_filter import SetFilter
from annotator.core.splits import SplitTerms

BALANCED = "balanced"
"""What is said instead of a seed for the one that suits the languages best."""


@dataclass(frozen=True, slots=True)
class DataSetWish:
    """Which sets go where, in which format and under which names.

    `policy` names a ready policy or a file; empty is the format's own. With `is_overwriting` an
    earlier export that is a folder is replaced. Without `has_pages` what belongs to the authors of
    the pages is left out. `split` is how the pages are split, if they are, and `is_checked` whether
    leaks between the splits are looked for.
    """

    target: Path
    format_name: str = "jsonl"
    wanted: SetFilter = field(default_factory=SetFilter)
    policy: str = ""
    is_overwriting: bool = False
    has_pages: bool = True
    split: SplitTerms | None = None
    is_checked: bool = False

    def command(self, project: Path) -> str:
        """The command line that repeats it; names of files alone, as folders differ by machine."""
        words = ["annotator", "export", project.name, self.target.name]
        words += ["--format", self.format_name, *_filter_words(self.wanted)]
        if self.policy:
            is_file = "/" in self.policy or self.policy.endswith(".toml")
            words += ["--policy", Path(self.policy).name if is_file else self.policy]
        if not self.has_pages:
            words.append("--without-pages")
        if self.split is not None:
            words += _split_words(self.split)
        if self.is_checked:
            words.append("--check-leaks")
        return shlex.join(words)


def _split_words(terms: SplitTerms) -> Iterator[str]:
    shares = (f"{name}={share:.12g}" for name, share in terms.shares.items() if share > 0)
    yield from ("--split", ",".join(shares), "--split-by", terms.by.value)
    yield from ("--seed", BALANCED if terms.seed is None else str(terms.seed))


def _filter_words(wanted: SetFilter) -> Iterator[str]:
    if wanted.annotator is not None:
        yield from ("--as", wanted.annotator)
    if wanted.status is not None:
        yield from ("--status", wanted.status.value)
    if wanted.is_best:
        yield "--best"
    if wanted.gold_only:
        yield "--gold"
    for site in wanted.sites:
        yield from ("--site", site)
    for language in wanted.languages:
        yield from ("--language", language)
    if wanted.since is not None:
        yield from ("--since", wanted.since.isoformat())
    if wanted.until is not None:
        yield from ("--until", wanted.until.isoformat())
    if wanted.is_blind is not None:
        yield from ("--blind", "only" if wanted.is_blind else "without")
    if wanted.least_agreement is not None:
        yield from ("--agreement", f"{wanted.least_agreement:.12g}")
