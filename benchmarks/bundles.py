"""What bundles cost: writing, looking, receiving, and refusing those that are meant to harm.

The yardstick of writing and receiving is the copy of a project that `annotator backup` makes.
Hostile bundles are received in a process that may have a gigabyte of memory; the limits are that
and ten seconds.

Run: `python -m benchmarks.bundles`.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

from annotator.formats.bundle.manifest import Member, whole_digest
from annotator.services.annotating import change
from annotator.services.bundling import write_bundle
from annotator.services.importing import import_paths
from annotator.services.projects import Project, create_project, open_project
from annotator.services.receiving import preview, receive
from benchmarks.figures import machine, table

PAGES, PEOPLE = 100, 2
_MEMORY = 1024**3
_SECONDS = 10
_HTML = "<!doctype html><meta charset=utf-8><title>{0}</title><h1>Story {0}</h1>{1}"
_RECEIVE = """
import resource, sys
from pathlib import Path
from annotator.core.errors import UserError
from annotator.services.projects import open_project
from annotator.services.receiving import receive
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
with open_project(Path(sys.argv[1])) as project:
    try:
        receive(project, Path(sys.argv[2]))
    except UserError as error:
        most = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
        seconds = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        print(error.sentence, int(most) // 1024, f"{{seconds:.1f}}", sep="|")
"""


def make_project(folder: Path) -> Path:
    """A project of pages with 60 blocks, labelled by everybody in 20 steps each."""
    crawl = folder / "crawl"
    crawl.mkdir()
    for number in range(PAGES):
        blocks = "".join(f"<p>Paragraph {n} of story {number}, with some words." for n in range(60))
        text = _HTML.format(number, blocks)
        (crawl / f"{number:04}.html").write_text(text, encoding="utf-8")
    path = folder / "work.annotator"
    with create_project(path, blind_share=0) as project:
        import_paths(project, [crawl])
        for page in range(1, PAGES + 1):
            for person in range(PEOPLE):
                _label(project, page, f"Person {person}")
    return path


def _label(project: Project, page: int, name: str) -> None:
    label = project.label_set.labels
    for step in range(20):
        first = step * 3

        def gesture(sitting, first=first, step=step):
            spans = [block.span for block in sitting.document.blocks[first : first + 3]]
            return sitting.label(spans, label[step % len(label)].id)

        change(project, page, name, gesture)


def hostile(good: Path, folder: Path) -> dict[str, Path]:
    """Bundles that would take all memory or time, by what they are."""
    with zipfile.ZipFile(good) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    head, step, rest = files["sets.jsonl"].split(b"\n")[0].decode().partition('"after":[')
    rest = rest[rest.index("]],") + 1 :]
    found = {}

    def add(name: str, **changed: bytes) -> None:
        path = folder / f"{len(found)}.annobundle"
        _write(path, {**files, **{f"{key}.jsonl": value for key, value in changed.items()}})
        found[name] = path

    rows = ",".join(f'[{n},{n + 1},"body","by hand","",false]' for n in range(0, 625_000, 2))
    line = f"{head}{step}{rows}{rest}\n".encode()
    add("10 million annotations in 32 sets", sets=line * 32)
    rows = ",".join(f'[{n},{n + 1},"body","by hand","",false]' for n in range(0, 2_000_000, 2))
    add("a million annotations in one set", sets=f"{head}{step}{rows}{rest}\n".encode())
    lists = b'{"id":[' + b"[]," * 390_000 + b"[]]}\n"
    add("12 million empty lists", sets=lists * 30)
    add("300 MB of remarks", remarks=b'{"id":"' + b"x" * (15 * 1024**2) + b'"}\n' * 17)
    add("a bomb of 60 MB", pages=b" " * 60 * 1024**2)
    return found


def _write(path: Path, files: dict[str, bytes]) -> None:
    manifest = json.loads(files.pop("manifest.json"))
    made = [
        Member(name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in sorted(files.items())
    ]
    manifest["members"] = [
        {"name": one.name, "bytes": one.byte_count, "sha256": one.digest} for one in made
    ]
    manifest["sha256"] = whole_digest(made)
    for what in manifest["counts"]:
        manifest["counts"][what] = files[f"{what}.jsonl"].count(b"\n")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**files, "manifest.json": json.dumps(manifest).encode()}.items():
            is_bomb = content.startswith(b"   ")
            archive.writestr(name, content, zipfile.ZIP_DEFLATED if is_bomb else None)


def timed(what) -> tuple[float, object]:
    """Seconds that a call takes, and its answer."""
    begin = perf_counter()
    answer = what()
    return perf_counter() - begin, answer


def both(what) -> tuple[str, str, object]:
    """The time of a call by the clock and of this process's core, and its answer."""
    core = process_time()
    seconds, answer = timed(what)
    return f"{seconds:.2f} s", f"{process_time() - core:.2f} s", answer


def honest_rows(folder: Path) -> list[tuple[str, str, str]]:
    """What each thing takes that is done with bundles, by the clock and by one core."""
    work, bundle = folder / "work.annotator", folder / "work.annobundle"
    with open_project(work) as project:
        *copied, _ = both(lambda: project.store.back_up_to(folder / "copy.annotator"))
        *wrote, report = both(lambda: write_bundle(project, bundle))
    counts = f"{report.page_count} pages, {report.set_count} sets of 20 steps"
    rows = [
        (f"a copy of the project, of {counts}", *copied),
        (f"a bundle of it written, {report.byte_count / 1024:,.0f} KB", *wrote),
    ]
    with create_project(folder / "empty.annotator", blind_share=0) as project:
        for what, take in (
            ("looked at, all pages new", preview),
            ("received, all pages new", receive),
            ("received again", receive),
        ):
            clock, core, _ = both(lambda take=take: take(project, bundle))
            rows.append((what, clock, core))
    return rows


def hostile_rows(folder: Path) -> tuple[list[tuple[str, ...]], bool]:
    """What becomes of hostile bundles, and whether all keep to the limits."""
    rows, is_good = [], True
    target = folder / "copy.annotator"
    before = target.read_bytes()
    for name, path in hostile(folder / "work.annobundle", folder).items():
        arguments = [sys.executable, "-c", _RECEIVE.format(memory=_MEMORY), str(target), str(path)]
        seconds, result = timed(
            lambda arguments=arguments: subprocess.run(
                arguments, capture_output=True, text=True, check=False
            )
        )
        told, memory, busy = (result.stdout.strip() or "||").rsplit("|", 2)
        is_good &= bool(told) and seconds < _SECONDS and target.read_bytes() == before
        rows.append(
            (name, f"{seconds:.1f} s", f"{busy} s", f"{memory} MB", told or result.stderr[-200:])
        )
        path.unlink()
    return rows, is_good


def main() -> int:
    print(f"{machine()}, {datetime.now(UTC):%Y-%m-%d}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_project(folder)
        print(table(("bundle", "clock", "one core"), honest_rows(folder)))
        rows, is_good = hostile_rows(folder)
        print()
        print(table(("hostile bundle", "clock", "one core", "memory", "told"), rows))
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
