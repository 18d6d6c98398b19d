"""The manifest: what the bundle is, where it comes from, and the SHA-256 of every file in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotator.core.bundles import BundleCounts, BundleHead, BundlePerson
from annotator.core.errors import UserError
from annotator.core.guidelines import Guidelines
from annotator.core.labels import parse_label_set
from annotator.core.line_json import written_time
from annotator.formats.bundle.fields import Fields, parsed
from annotator.formats.bundle.limits import (
    FORMAT,
    MANIFEST,
    MOST_MEMBERS,
    MOST_PEOPLE,
    VERSION,
    broken,
)

_FIELDS = [
    "format",
    "version",
    "program",
    "project",
    "label_set",
    "guidelines",
    "annotators",
    "counts",
    "members",
    "sha256",
]
_MOST_GUIDELINES = 1_000
_LONGEST_GUIDELINES = 1_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the bundle, its size in bytes and its SHA-256."""

    name: str
    byte_count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a manifest says."""

    head: BundleHead
    counts: BundleCounts
    members: tuple[Member, ...]


def whole_digest(members: Iterable[Member]) -> str:
    """The SHA-256 of the whole: of a line for each file, with its digest, size and name."""
    running = hashlib.sha256()
    for one in sorted(members, key=lambda one: one.name):
        running.update(f"{one.digest} {one.byte_count} {one.name}\n".encode())
    return running.hexdigest()


def manifest_text(manifest: Manifest) -> bytes:
    """The manifest as it is written."""
    head, counts = manifest.head, manifest.counts
    table: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "program": head.program,
        "project": {"id": head.project_id, "name": head.project_name},
        "label_set": {"version": head.label_set_version, "source": head.label_set_source},
        "guidelines": [
            {"version": one.version, "text": one.text, "added_at": written_time(one.added_at)}
            for one in head.guidelines
        ],
        "annotators": [{"name": one.name, "fork_of": one.fork_of} for one in head.people],
        "counts": {
            "pages": counts.pages,
            "sets": counts.sets,
            "remarks": counts.remarks,
            "assignments": counts.assignments,
        },
        "members": [
            {"name": one.name, "bytes": one.byte_count, "sha256": one.digest}
            for one in manifest.members
        ],
        "sha256": whole_digest(manifest.members),
    }
    return json.dumps(table, indent=1).encode() + b"\n"


def manifest_of(raw: bytes) -> Manifest:
    """What `manifest_text` wrote; `UserError` if it is anything else, or of a later version."""
    table = parsed(raw, f"“{MANIFEST}”")
    if isinstance(table, dict) and table.get("format") == FORMAT:
        version = table.get("version")
        if type(version) is int and version > VERSION:
            raise UserError(
                f"The bundle was made by a newer version of this program ({version}).",
                "Update the program and receive it again.",
            )
    row = Fields(table, f"“{MANIFEST}”", _FIELDS)
    if row.value("format") != FORMAT or row.value("version") != VERSION:
        raise UserError("The file is no bundle of this program.", "Choose another file.")
    counts = Fields(
        row.value("counts"), f"{row.where}, counts,", ["pages", "sets", "remarks", "assignments"]
    )
    members = tuple(_member(one, row.where) for one in row.rows("members", MOST_MEMBERS))
    if row.digest("sha256") != whole_digest(members):
        raise broken(row.where, "does not sum up the files that it names")
    return Manifest(
        _head(row),
        BundleCounts(
            counts.number("pages"),
            counts.number("sets"),
            counts.number("remarks"),
            counts.number("assignments"),
        ),
        members,
    )


def _head(row: Fields) -> BundleHead:
    project = Fields(row.value("project"), f"{row.where}, project,", ("id", "name"))
    labels = Fields(row.value("label_set"), f"{row.where}, label_set,", ("version", "source"))
    source = labels.text("source", 256 * 1024)
    parse_label_set(source, "the label set of the bundle")
    rows = row.rows("guidelines", _MOST_GUIDELINES)
    guidelines = tuple(_guidelines(one, f"{row.where}, guidelines,") for one in rows)
    for number, one in enumerate(guidelines, 1):
        if one.version != number or (number > 1 and one.text == guidelines[number - 2].text):
            raise broken(f"{row.where}, guidelines,", "are not numbered from 1, or stand twice")
    return BundleHead(
        program=row.text("program", 200),
        project_id=project.uuid("id"),
        project_name=project.text("name"),
        label_set_version=labels.number("version", 1),
        label_set_source=source,
        guidelines=guidelines,
        people=_people(row),
    )


def _guidelines(value: object, where: str) -> Guidelines:
    one = Fields(value, where, ("version", "text", "added_at"))
    return Guidelines(
        one.number("version", 1), one.text("text", _LONGEST_GUIDELINES), one.time("added_at")
    )


def _people(row: Fields) -> tuple[BundlePerson, ...]:
    where = f"{row.where}, annotators,"
    found: dict[str, BundlePerson] = {}
    for value in row.rows("annotators", MOST_PEOPLE):
        one = Fields(value, where, ("name", "fork_of"))
        person = BundlePerson(one.name("name"), one.name("fork_of", may_be_empty=True))
        if person.name in found:
            raise broken(where, f"names “{person.name}” twice")
        found[person.name] = person
    for person in found.values():
        origin = found.get(person.fork_of)
        if person.fork_of and (origin is None or origin.fork_of):
            raise broken(where, f"has a second “{person.name}” of nobody")
    return tuple(found.values())


def _member(value: object, where: str) -> Member:
    one = Fields(value, f"{where}, members,", ("name", "bytes", "sha256"))
    return Member(one.text("name", 200), one.number("bytes"), one.digest("sha256"))
