"""The card of a data set: what is in it, how it was made, and what its labels mean."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.core.agreement_report import AgreementReport, Estimate
from annotator.core.data_sets import DataSetFacts
from annotator.core.labelled import LabelledPage
from annotator.core.splits import main_language
from annotator.formats.page_records import FEATURES, Feature

# Identifiers that the Hub knows among those that somebody may write as a page's licence.
_KNOWN_LICENCES = re.compile(r"cc0-1\.0|cc-by(-nc)?(-nd|-sa)?-[234]\.0|pddl|odbl|odc-by|mit")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (10**6, "100K<n<1M"))


@dataclass(slots=True)
class _Counts:
    """What one split holds."""

    sets: int = 0
    bytes: int = 0  # of text
    pages: int = 0
    last: int = 0
    sites: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)


class Card:
    """Counts pages on their way into a data set, and tells of it all in Markdown."""

    def __init__(self, about: DataSetFacts) -> None:
        self._about = about
        self._splits: dict[str, _Counts] = {}
        self._languages: Counter[str] = Counter()
        self._licences: Counter[str] = Counter()
        self._undivided = 0

    def count(self, page: LabelledPage, split: str) -> None:
        """One annotation set goes into that split; sets of a page follow one another."""
        counts = self._splits.setdefault(split, _Counts())
        counts.sets += 1
        counts.bytes += len(page.document.text.encode())
        counts.labels.update(named.name for named in page.named_annotations())
        if page.page != counts.last:
            counts.last = page.page
            counts.pages += 1
            counts.sites.add(page.facts.site)
            self._languages[page.language] += 1
            self._licences[page.licence] += 1
            self._undivided += not page.split

    def text(self, splits: Sequence[str]) -> str:
        """The card; `splits` are in the order in which they are told."""
        parts = (
            self._header(splits),
            self._introduction(),
            self._making(),
            self._split_table(splits),
            self._label_table(splits),
            _agreement(self._about.agreement),
            self._rights(),
            _feature_table(),
        )
        return "\n".join(line for part in parts for line in part) + "\n"

    def _header(self, splits: Sequence[str]) -> Iterator[str]:
        """What the Hub and `datasets` read, in YAML."""
        yield "---"
        yield f"pretty_name: {_quoted(self._about.name or 'Annotated pages')}"
        yield from self._licence_lines()
        languages = sorted(set(map(main_language, self._languages)))
        languages = [one for one in languages if _LANGUAGE.fullmatch(one)]
        if languages:
            # Quoted: `no` is a language here, and a truth value in YAML.
            yield f"language: [{', '.join(map(_quoted, languages))}]"
        yield "task_categories: [token-classification]"
        count = sum(one.sets for one in self._splits.values())
        size = next((name for most, name in _SIZES if count < most), "n>1M")
        yield f"size_categories: [{_quoted(size)}]"
        yield "configs:"
        yield "- config_name: default"
        yield "  data_files:"
        for split in splits:
            yield f"  - split: {split}"
            yield f"    path: data/{split}-*.parquet"
        yield "dataset_info:"
        yield "  config_name: default"
        yield "  features:"
        yield from _yaml_features(FEATURES, "  ")
        if self._splits:  # `datasets` refuses a split that is told to be empty
            yield "  splits:"
        for split, counts in ((one, self._counts(one)) for one in splits):
            if counts.sets:
                yield f"  - name: {split}"
                yield f"    num_bytes: {counts.bytes}"
                yield f"    num_examples: {counts.sets}"
        yield "---"
        yield ""

    def _licence_lines(self) -> Iterator[str]:
        named = sorted(self._licences)
        if len(named) == 1 and _KNOWN_LICENCES.fullmatch(named[0].lower()):
            yield f"license: {named[0].lower()}"
        elif any(named):
            yield "license: other"
            yield "license_name: see-the-field-licence"
        else:
            yield "license: unknown"

    def _introduction(self) -> Iterator[str]:
        about = self._about
        yield f"# {_line(about.name) or 'Annotated pages'}"
        yield ""
        yield "Pages of the web whose text was labelled, region by region. Each record is what one"
        yield "annotator said of one page: the text, its blocks, and the labelled spans. Offsets"
        yield "are half-open ranges of Unicode code points of `text`, as Python counts."
        yield ""

    def _making(self) -> Iterator[str]:
        about = self._about
        labels = about.label_set
        yield "## How it was made"
        yield ""
        yield f"- Written by Annotator {about.program_version}".rstrip() + "."
        if about.command:
            yield "- The command that repeats it:"
            yield ""
            yield f"      {_UNPRINTABLE.sub(' ', about.command)}"
            yield ""
        yield f"- Label set: {_line(labels.name)}, version {labels.version}."
        version = about.guideline_version
        yield f"- Guidelines: {'none' if version is None else f'version {version}'}."
        yield f"- Policy for labels: {_line(about.policy.name)}."
        yield f"- Chosen: {'; '.join(map(_line, about.chosen)) or 'every annotation set'}."
        if self._undivided:
            yield f"- {self._undivided} pages are in no split; they are in `train`."
        yield "- Text that no span covers is undecided, or was given no label on purpose; hidden"
        yield "  blocks need none."
        yield ""

    def _split_table(self, splits: Sequence[str]) -> Iterator[str]:
        yield "## Splits"
        yield ""
        rows = []
        for split in splits:
            counts = self._counts(split)
            spans = counts.labels.total()
            rows.append((split, counts.pages, counts.sets, spans, len(counts.sites - {""})))
        yield from _table(("split", "pages", "annotation sets", "spans", "sites"), rows)
        languages = self._languages.most_common()
        if languages:
            told = ", ".join(f"{_line(name) or 'unknown'} ({count})" for name, count in languages)
            yield f"Languages, by what pages say of themselves: {told}."
            yield ""

    def _label_table(self, splits: Sequence[str]) -> Iterator[str]:
        about = self._about
        yield "## Labels"
        yield ""
        rows = [
            (one.id, one.name, about.policy.name_of(one.id) or "left out", one.definition)
            for one in about.label_set.labels
        ]
        yield from _table(("label", "name", "written as", "definition"), rows)
        names = sorted({name for one in self._splits.values() for name in one.labels})
        if names:
            yield "Spans of each:"
            yield ""
            counts = [(name, *(self._counts(one).labels[name] for one in splits)) for name in names]
            yield from _table(("written as", *splits), counts)

    def _rights(self) -> Iterator[str]:
        yield "## Licence"
        yield ""
        yield "The text of pages belongs to those who wrote it. What is known of the right to pass"
        yield "it on:"
        yield ""
        yield from _table(
            ("licence", "pages"),
            [(name or "unknown", count) for name, count in sorted(self._licences.items())],
        )

    def _counts(self, split: str) -> _Counts:
        return self._splits.get(split, _Counts())


def _agreement(report: AgreementReport | None) -> Iterator[str]:
    yield "## Agreement"
    yield ""
    if report is None:
        yield "Not measured."
        yield ""
        return
    overall = report.all
    people = len(overall.annotators)
    blind = ", those without any proposal alone" if report.blind_only else ""
    yield f"Of {people} annotators, on {overall.page_count} pages that two or more have"
    yield f"finished{blind}; 95 % intervals in brackets."
    yield ""
    rows = [
        ("Krippendorff's α", _figure(overall.block.alpha), _figure(overall.character.alpha)),
        ("Fleiss' κ", _figure(overall.block.fleiss), _figure(overall.character.fleiss)),
    ]
    for number, pair in enumerate(report.pairs, 1):
        block, character = pair.block, pair.character
        rows.append((f"Cohen's κ, pair {number}", _figure(block.kappa), _figure(character.kappa)))
    yield from _table(("measure", "by block", "by character"), rows)


def _figure(estimate: Estimate) -> str:
    if estimate.value is None:
        return f"undefined: {estimate.reason}" if estimate.reason else "undefined"
    span = estimate.interval
    return f"{estimate.value:.3f}" + (f" [{span.low:.3f}, {span.high:.3f}]" if span else "")


def _feature_table() -> Iterator[str]:
    yield "## Features"
    yield ""
    rows = []
    for feature in FEATURES:
        rows.append((f"`{feature.name}`", feature.type or "list of tables", feature.meaning))
        rows += [(f"`{feature.name}[].{one.name}`", one.type, one.meaning) for one in feature.of]
    yield from _table(("field", "type", "meaning"), rows)


def _yaml_features(features: Iterable[Feature], indent: str) -> Iterator[str]:
    for one in features:
        yield f"{indent}- name: {one.name}"
        if one.of:
            yield f"{indent}  list:"
            yield from _yaml_features(one.of, indent + "  ")
        else:
            yield f"{indent}  dtype: {one.type}"


def _table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(_line(str(cell)).replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _line(text: str) -> str:
    """The text on one line, and no markup of HTML in it."""
    return _folded(text).replace("<", "&lt;")


def _quoted(text: str) -> str:
    """The text as YAML has it, which reads strings of JSON."""
    return json.dumps(_folded(text), ensure_ascii=False)


def _folded(text: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", text).split())
