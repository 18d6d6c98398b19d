"""Web archives, ZIPs and saved pages as the tests write them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Mapping

DATE = "2026-03-01T10:00:00Z"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def response(
    body: bytes,
    headers: Mapping[str, str] = HTML,
    *,
    url: str = "https://a.example/1",
    status: str = "200 OK",
) -> bytes:
    """A record of an answer over HTTP."""
    head = f"HTTP/1.1 {status}\r\n" + "".join(
        f"{name}: {told}\r\n" for name, told in headers.items()
    )
    return record(head.encode() + b"\r\n" + body, url=url)


def record(
    block: bytes,
    kind: str = "response",
    *,
    url: str = "https://a.example/1",
    media_type: str = "application/http; msgtype=response",
    size: int | None = None,
    version: str = "1.0",
) -> bytes:
    """A record of WARC; `size` is what it says of its length, where that is to be a lie."""
    head = (
        f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {DATE}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(block) if size is None else size}\r\n"
    )
    return head.encode() + b"\r\n" + block + b"\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """Each record in a gzip member of its own, as the standard has it."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def arc(*blocks: bytes, url: str = "https://a.example/1") -> list[bytes]:
    """The records of an ARC, the first of which names the file."""
    note = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
    first = f"filedesc://test.arc 0.0.0.0 20260301100000 text/plain {len(note)}\n".encode()
    return [first + note + b"\n"] + [
        f"{url} 127.0.0.1 20260301100000 text/html {len(block)}\n".encode() + block + b"\n"
        for block in blocks
    ]


def chunked(body: bytes, size: int = 7) -> bytes:
    """A body in chunks."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            fixed = zipfile.ZipInfo(name)
            fixed.compress_type = zipfile.ZIP_STORED if name.startswith("archive/") else method
            archive.writestr(fixed, content)
    return file.getvalue()


def wacz(records: Iterable[bytes], pages: Iterable[Mapping[str, str]]) -> bytes:
    """A WACZ with one archive and this list of pages."""
    lines = [{"format": "json-pages-1.0", "id": "pages"}, *pages]
    return zipped(
        {
            "pages/pages.jsonl": "\n".join(map(json.dumps, lines)).encode(),
            "archive/data.warc.gz": packed(records),
            "datapackage.json": b"{}",
        }
    )
