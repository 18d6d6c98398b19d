"""How fast web archives are read and imported, as ratios to the bare libraries on the same file.

Run: `python -m benchmarks.containers [MEGABYTES]`; 200 without a number. A WARC of that size is
written to the temporary folder, plain and with a gzip member for each record: real pages where
ANNOTATOR_CORPUS names the folder that holds `pages/`, else made ones, each of them different, and
with each its request and a picture, as crawlers write them. It is read by this program and by the
two libraries for web archives, warcio and FastWARC, in turns, each in a process of its own: all
records, the bodies of all responses, no check sums. FastWARC is the yardstick. Then the plain one
is imported, with all that is part of that. Memory is resident memory at its most so far; that of
all processes of the import together counts the libraries that they share once, and is looked at
a hundred times. The benchmark fails where it is more than 300 MB.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from annotator.core.pages import PageKind, RawPage
from annotator.core.progress import Progress
from annotator.pages.reading import read_paths
from benchmarks.figures import machine, table
from benchmarks.importing import children_memory_mb, memory_mb

MB = 1_000_000
DEFAULT_MEGABYTES = 200
MOST_MEMORY = 300
TURNS = 3
PICTURE_BYTES = 60_000
REAL_PAGES = 400
LOOKS = 100


def real_pages(folder: Path) -> list[bytes]:
    """The first pages of the corpus that are HTML."""
    found = (one for one in read_paths([folder]) if isinstance(one, RawPage))
    html = (one.content for one in found if one.kind is PageKind.HTML)
    return list(itertools.islice(html, REAL_PAGES))


def made_pages() -> list[bytes]:
    """Pages of 30 to 150 KB, the same on every run."""
    chance = random.Random(7)
    words = ["".join(chance.choices("aeioulnrstmdk", k=6)) for _ in range(999)]
    pages = []
    for number in range(60):
        paragraphs = [" ".join(chance.choices(words, k=60)) for _ in range(80 + 5 * number)]
        pages.append(f"<html><title>{number}</title><p>{'<p>'.join(paragraphs)}".encode())
    return pages


def records(size: int) -> Iterator[tuple[bytes, bool]]:
    """Records until they are so large together, and whether each is a page."""
    corpus = os.environ.get("ANNOTATOR_CORPUS", "")
    contents = (real_pages(Path(corpus) / "pages") if corpus else []) or made_pages()
    picture = random.Random(8).randbytes(PICTURE_BYTES)
    total = 0
    for number in itertools.count():
        url = f"https://news.example/{number}"
        # A comment at the end makes each page another one.
        page = contents[number % len(contents)] + f"\n<!-- {number} -->".encode()
        for kind, target, body, is_page in (
            ("request", url, b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n", False),
            ("response", url, _answer("text/html", page), True),
            ("response", f"{url}.png", _answer("image/png", b"\x89PNG\r\n\x1a\n" + picture), False),
        ):
            record = _record(kind, target, body, number)
            total += len(record)
            yield record, is_page
        if total >= size:
            return


def _answer(media_type: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _record(kind: str, url: str, body: bytes, number: int) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-03-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def write(path: Path, size: int, *, is_packed: bool) -> int:
    """Write the archive; how many pages are in it."""
    count = 0
    with path.open("wb") as file:
        for record, is_page in records(size):
            file.write(gzip.compress(record, 6, mtime=0) if is_packed else record)
            count += is_page
    return count


def by_program(path: str) -> int:
    from annotator.pages.containers.budget import Budget  # noqa: PLC0415 - a process of its own
    from annotator.pages.containers.container import Source  # noqa: PLC0415 - as above
    from annotator.pages.containers.web_archive import WebArchive  # noqa: PLC0415 - as above

    with open(path, "rb") as file:  # noqa: PTH123 - as the libraries open it
        source = Source(path, file, os.fstat(file.fileno()).st_size, Budget())
        return sum(isinstance(one, RawPage) for one in WebArchive().read(source))


def by_fastwarc(path: str) -> int:
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - as above

    count = 0
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        for record in ArchiveIterator(file):
            is_response = record.record_type == WarcRecordType.response
            is_html = is_response and record.http_content_type == "text/html"
            if is_response:
                record.reader.read()
            count += is_html
    return count


def by_warcio(path: str) -> int:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - a process of its own

    count = 0
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                record.content_stream().read()
                count += record.http_headers.get_header("Content-Type") == "text/html"
    return count


READERS: dict[str, Callable[[str], int]] = {
    "FastWARC": by_fastwarc,
    "warcio": by_warcio,
    "this program": by_program,
}


def read_once(name: str, path: str) -> dict[str, Any]:
    """Read a file with one of them; runs in a process of its own."""
    begin = perf_counter()
    count = READERS[name](path)
    return {"pages": count, "seconds": perf_counter() - begin, "memory": memory_mb()}


def import_once(path: Path) -> dict[str, Any]:
    """Import a file into a new project; runs in a process of its own."""
    from annotator.services.importing import import_paths  # noqa: PLC0415 - as above
    from annotator.services.projects import create_project  # noqa: PLC0415 - as above

    marks: list[tuple[float, float, float]] = []
    together: list[float] = []

    def watch(progress: Progress) -> None:
        total = progress.total or 1
        if progress.done * LOOKS >= total * (len(together) + 1):
            together.append(together_mb())
        if progress.done * 4 >= total * (len(marks) + 1):
            marks.append((memory_mb(), children_memory_mb(), max(together, default=0.0)))

    with tempfile.TemporaryDirectory() as place:
        with create_project(Path(place) / "bench.annotator") as project:
            begin = perf_counter()
            report = import_paths(project, [path], report=watch)
            seconds = perf_counter() - begin
        size = (Path(place) / "bench.annotator").stat().st_size
    refused = [f"{one.path}: {one.reason}" for one in report.refused]
    return {
        "pages": len(report.new),
        "refused": refused,
        "seconds": seconds,
        "megabytes": size / MB,
        "memory": marks,
    }


def together_mb() -> float:
    """What this process and those that it started hold now, shared memory counted once."""
    children = (
        path.read_text(encoding="ascii") for path in Path("/proc/self/task").glob("*/children")
    )
    pids = {pid for found in children for pid in found.split()}
    return sum(map(_share_mb, ("self", *pids)))


def _share_mb(pid: str) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0  # it has ended
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024


def in_a_process(*arguments: str) -> dict[str, Any]:
    """What one of the two answers in a new process."""
    call = [sys.executable, "-m", "benchmarks.containers", *arguments]
    answer: dict[str, Any] = json.loads(subprocess.check_output(call))
    return answer


def compare(path: Path, count: int) -> None:
    """Print how fast each reads the file."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in READERS}
    for _ in range(TURNS):
        for name in READERS:
            found[name].append(in_a_process("--read", name, str(path)))
    best = {name: min(one["seconds"] for one in turns) for name, turns in found.items()}
    rows = []
    for name, turns in found.items():
        assert {one["pages"] for one in turns} == {count}, f"{name} counts other pages"
        rows.append(
            (
                name,
                f"{path.stat().st_size / MB / best[name]:,.0f} MB/s",
                f"{count / best[name]:,.0f}",
                f"{best[name] / best['FastWARC']:.2f}",
                f"{max(one['memory'] for one in turns):.0f} MB",
            )
        )
    size = path.stat().st_size / MB
    heads = (f"{path.suffix[1:]}, {size:,.0f} MB", "of the file", "pages/s", "× FastWARC", "memory")
    print(table(heads, rows), flush=True)


def main(megabytes: int) -> int:
    """Write, read, import."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        packed = Path(name, "bench.warc.gz")
        compare(packed, write(packed, min(megabytes, 1_000) * MB, is_packed=True))
        packed.unlink()
        print()
        plain = Path(name, "bench.warc")
        count = write(plain, megabytes * MB, is_packed=False)
        compare(plain, count)
        found = in_a_process("--import", str(plain))
    assert found["pages"] == count, f"{found['pages']} of {count} pages were imported"
    print(
        f"\nImport of {megabytes:,} MB, {count:,} pages: {found['seconds']:.0f} s, "
        f"{count / found['seconds']:.0f} pages/s; project of {found['megabytes']:,.0f} MB"
    )
    heads = ("most memory so far, after", "the program", "a parsing process", "all together")
    quarters = ("a quarter", "half", "three quarters", "all")
    memory = found["memory"]
    rows = [
        (told, *(f"{one:.0f} MB" for one in found_so_far))
        for told, found_so_far in zip(quarters, memory, strict=True)
    ]
    print(table(heads, rows))
    return int(max(itertools.chain(*memory)) > MOST_MEMORY)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        print(json.dumps(read_once(sys.argv[2], sys.argv[3])))
    elif sys.argv[1:2] == ["--import"]:
        print(json.dumps(import_once(Path(sys.argv[2]))))
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else DEFAULT_MEGABYTES))
