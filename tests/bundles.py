"""Projects that exchange bundles, what is in one, and bundles that nobody honest would write."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from annotator.core.line_json import line_to_json, unsigned
from annotator.core.pages import PageId
from annotator.formats.bundle.manifest import Member, whole_digest
from annotator.services import annotating
from annotator.services.changes import Changes
from annotator.services.importing import import_paths
from annotator.services.projects import Project, create_project
from annotator.services.sitting import Sitting

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
HTML = (
    "<!doctype html><meta charset=utf-8><title>{0}</title><h1>{0}</h1><p>A story about {0} 👩‍👩‍👧."
    "<p>More on {0}.<p>Menu<p>Read about others"
)
TOPICS = ("dams", "ferries", "storks")


def imported(path: Path, topics: tuple[str, ...] = TOPICS) -> Project:
    """A new project with a page on each of the topics, of five blocks each."""
    folder = path.parent / f"crawl of {path.stem}"
    folder.mkdir()
    for topic in topics:
        (folder / f"{topic}.html").write_text(HTML.format(topic), encoding="utf-8")
    project = create_project(path, blind_share=0)
    import_paths(project, [folder])
    return project


def step_at(
    project: Project,
    page: int,
    annotator: str,
    moment: datetime,
    step: Callable[[Sitting], Changes],
) -> None:
    """Take one step on a page at a moment that the annotator's clock tells, and save it."""
    sitting = annotating.open_sitting(project, PageId(page), annotator)
    sitting._clock = lambda: moment
    changes = step(sitting)
    if changes.line is not None:
        annotating.save(
            project,
            PageId(page),
            annotator,
            sitting.revision,
            [changes.line],
            changes.undecided_count,
        )


def label_at(
    project: Project, page: int, annotator: str, minute: int, label: str, *blocks: int
) -> None:
    """Label blocks, so many minutes after noon."""
    step_at(
        project,
        page,
        annotator,
        NOON + timedelta(minutes=minute),
        lambda sitting: sitting.label([sitting.document.blocks[one].span for one in blocks], label),
    )


def dump(project: Project) -> dict[str, Any]:
    """All that bundles carry, without a number that is this project's own."""
    told: dict[str, Any] = {"pages": {}, "assignments": set()}
    with project.store.read() as transaction:
        families = transaction.received.families()
        digests = {}
        for row in transaction.pages.rows():
            digests[row.page] = transaction.pages.facts(row.page).digest
            sets = {}
            for one in transaction.sets.of_page(row.page):
                person = families.get(one.annotator, one.annotator)
                own = {person, *(name for name, whose in families.items() if whose == person)}
                lines = unsigned(transaction.sets.journal(row.page, one.annotator_id), own)
                sets[one.annotator] = (
                    one.fork_of,
                    one.status.value,
                    one.undecided_count,
                    one.guideline_version,
                    tuple(map(line_to_json, lines)),
                    one.annotations,
                )
            remarks = [
                replace(one, page=PageId(0)) for one in transaction.remarks.of_page(row.page)
            ]
            told["pages"][digests[row.page]] = (sets, remarks, row.is_blind, row.is_calibration)
        told["assignments"] = {
            (digests[one.page], one.annotator, one.given_at)
            for one in transaction.assignments.all()
        }
        told["guidelines"] = [(one.version, one.text) for one in transaction.guidelines.all()]
    return told


def members(path: Path) -> dict[str, bytes]:
    """The files of a bundle by name."""
    with zipfile.ZipFile(path) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def written(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def sealed(files: Mapping[str, bytes], **changed: Any) -> dict[str, bytes]:
    """The files with a manifest that tells their true digests and counts; fields of it changed."""
    others = {name: content for name, content in files.items() if name != "manifest.json"}
    manifest = json.loads(files["manifest.json"])
    made = [
        Member(name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in sorted(others.items())
    ]
    manifest["members"] = [
        {"name": one.name, "bytes": one.byte_count, "sha256": one.digest} for one in made
    ]
    manifest["sha256"] = whole_digest(made)
    for what in manifest["counts"]:
        manifest["counts"][what] = others[f"{what}.jsonl"].count(b"\n")
    manifest.update(changed)
    return {**others, "manifest.json": json.dumps(manifest).encode()}


def with_rows(
    files: Mapping[str, bytes], name: str, change: Callable[[list[Any]], object]
) -> dict[str, bytes]:
    """The files with the rows of one table changed in place, sealed again."""
    rows = [json.loads(line) for line in files[name].splitlines()]
    change(rows)
    return sealed({**files, name: b"".join(json.dumps(row).encode() + b"\n" for row in rows)})
