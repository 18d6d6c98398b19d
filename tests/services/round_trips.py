"""Formats that are written and read: what comes back of a set, and what is lost on the way.

Add a row for a new pair. `back` leads from the label of a text that is shown to the one that it has
when it comes back: None for text that is then undecided. Notes, doubts and origins are compared by
tests/formats/test_round_trips.py, without a project.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.pictures import LETTERS

_BODY = ("body",)
_STORY = ("headline", "body")


def _all_as_they_are() -> Mapping[str | None, str | None]:
    return {None: None, **{label: label for label in LETTERS}}


def _main_alone(main: tuple[str, ...], rest: str | None) -> Mapping[str | None, str | None]:
    return {label: "body" if label in main else rest for label in (None, *LETTERS)}


@dataclass(frozen=True)
class RoundTrip:
    """A writer, the reader of what it writes, and the ending of its file: none for a folder."""

    writer: str
    reader: str
    ending: str = ""
    back: Mapping[str | None, str | None] = field(default_factory=_all_as_they_are)
    tells_status: bool = False


_TEXT = _main_alone(_STORY, None)
_MARKUP = _main_alone(_STORY, "boilerplate")
_ARTICLE = _main_alone(_BODY, None)  # the benchmark leaves headlines out

ROUND_TRIPS = [
    RoundTrip("jsonl", "jsonl", ".jsonl", tells_status=True),
    RoundTrip("label-studio", "label-studio", ".json", tells_status=True),
    RoundTrip("label-studio-html", "label-studio", ".json", tells_status=True),
    RoundTrip("doccano", "doccano", ".jsonl", tells_status=True),
    RoundTrip("prodigy", "prodigy", ".jsonl", tells_status=True),
    RoundTrip("brat", "brat", tells_status=True),
    RoundTrip("boilernet", "boilernet", back=_MARKUP),
    RoundTrip("webmainbench", "webmainbench", ".jsonl", back=_MARKUP),
    RoundTrip("cleaneval", "cleaneval", back=_TEXT),
    RoundTrip("dragnet", "dragnet", back=_TEXT),
    RoundTrip("wceb", "wceb", ".jsonl", back=_TEXT),
    RoundTrip(
        "article-extraction-benchmark", "article-extraction-benchmark", ".json", back=_ARTICLE
    ),
]
