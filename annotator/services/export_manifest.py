"""What stands in the manifest of a data set; its fields: docs/reference/export.md."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, BinaryIO

from annotator.core.data_sets import DataSetFacts
from annotator.core.guidelines import Guidelines
from annotator.core.labelled import LabelledPage
from annotator.core.labels import LabelSet
from annotator.core.policies import Policy
from annotator.core.set_filter import SetFilter
from annotator.services.leaks import ALIKE, LeakReport
from annotator.services.splitting import SplitReport

VERSION = 2


@dataclass(slots=True)
class Counted:
    """What went by on the way to a writer, and the digest of every page."""

    page_count: int = 0
    set_count: int = 0
    annotation_count: int = 0
    cut_count: int = 0
    unlocated_count: int = 0
    splits: dict[str, int] = field(default_factory=dict)
    # A digest of 32 bytes and two words that are shared: so little that a million pages can be.
    pages: list[tuple[bytes, str, str]] = field(default_factory=list)
    _last: int = 0

    def passing(self, sets: Iterator[LabelledPage]) -> Iterator[LabelledPage]:
        """The same sets, counted on their way."""
        for one in sets:
            if one.page != self._last:
                self._last = one.page
                self.page_count += 1
                self.pages.append((bytes.fromhex(one.facts.digest), one.split, one.licence))
                if one.split:
                    self.splits[one.split] = self.splits.get(one.split, 0) + 1
            self.set_count += 1
            self.annotation_count += len(one.annotations)
            self.cut_count += one.facts.cut is not None
            self.unlocated_count += one.ranges_missing is not None
            yield one


def write_manifest(
    out: BinaryIO,
    *,
    name: str,
    files: Mapping[str, str],
    format_name: str,
    facts: DataSetFacts,
    wanted: SetFilter,
    guidelines: Guidelines | None,
    counted: Counted,
    has_pages: bool = True,
    split: SplitReport | None = None,
) -> None:
    """Write the manifest of the data set at `name`, a page a line at its end."""
    told = {
        "manifest_version": VERSION,
        "file": name,
        **({"sha256": files[name]} if set(files) == {name} else {}),
        "files": dict(files),
        "format": format_name,
        **({} if has_pages else {"without_pages": True}),
        "program_version": facts.program_version,
        "command": facts.command,
        "project": facts.name,
        "filter": _filter(wanted),
        "policy": _policy(facts.policy),
        "page_count": counted.page_count,
        "set_count": counted.set_count,
        "annotation_count": counted.annotation_count,
        "cut_count": counted.cut_count,
        "unlocated_count": counted.unlocated_count,
        "splits": dict(sorted(counted.splits.items())),
        **({} if split is None else {"split": split_fields(split)}),
        "label_set": _label_set(facts.label_set),
        "guidelines": guidelines and _guidelines(guidelines),
    }
    head = json.dumps(told, indent=2, ensure_ascii=False).removesuffix("\n}")
    out.write(head.encode() + b',\n  "pages": [')
    for number, (digest, its_split, licence) in enumerate(counted.pages):
        page = {"digest": digest.hex()}
        page |= {"split": its_split} if its_split else {}
        page |= {"licence": licence} if licence else {}
        line = json.dumps(page, ensure_ascii=False)
        out.write(f"{',' if number else ''}\n    {line}".encode())
    out.write(b"\n  ]\n}\n" if counted.pages else b"]\n}\n")


def split_fields(split: SplitReport) -> dict[str, Any]:
    """What is told of splits, in the manifest and to scripts."""
    return {
        "shares": dict(split.terms.shares),
        "by": split.terms.by,
        "seed": split.terms.seed,
        "groups": split.group_count,
        "languages": {
            name: {language or "unknown": count for language, count in counts.items()}
            for name, counts in split.languages.items()
        },
        "leaks": split.leaks and _leaks(split.leaks),
    }


def _leaks(leaks: LeakReport) -> dict[str, Any]:
    return {
        "least_similarity": ALIKE,
        "compared": leaks.compared_count,
        "whole_text": leaks.whole_count,
        "too_short": leaks.short_count,
        "pair_count": leaks.pair_count,
        "pages": dict(leaks.leaking),
        "pairs": [asdict(pair) for pair in leaks.pairs],
    }


def _filter(wanted: SetFilter) -> dict[str, Any]:
    """What narrows it and nothing else."""
    nothing = asdict(SetFilter())
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(wanted).items()
        if value != nothing[name]
    }


def _policy(policy: Policy) -> dict[str, Any]:
    return {"name": policy.name, "labels": dict(policy.table), "rest": policy.rest}


def _label_set(labels: LabelSet) -> dict[str, Any]:
    return {
        "name": labels.name,
        "version": labels.version,
        "labels": [
            {"id": one.id, "name": one.name, "definition": one.definition} for one in labels.labels
        ],
    }


def _guidelines(guidelines: Guidelines) -> dict[str, Any]:
    digest = hashlib.sha256(guidelines.text.encode()).hexdigest()
    return {"version": guidelines.version, "sha256": digest}
