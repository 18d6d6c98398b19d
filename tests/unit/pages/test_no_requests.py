"""No page causes a request or reads a file, whatever it asks for.

A server on this computer would see the request. A named pipe stands where the file is: whoever
opens it waits for its other end, so that the page would be stopped for taking too long.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.pages import PageKind, RawPage
from annotator.pages.parsing_pool import ParsingPool
from tests.unit.pages.pages import document_of

pytestmark = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="the system has no named pipes to see a file being opened by"
)

PAGES = {
    "external document type": "<!DOCTYPE html SYSTEM '{target}'><p>seen",
    "public document type": "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' '{target}'><p>seen",
    "external entity": "<!DOCTYPE x [<!ENTITY e SYSTEM '{target}'>]><p>seen &e;",
    "parameter entity": "<!DOCTYPE x [<!ENTITY % e SYSTEM '{target}'> %e;]><p>seen",
    "xhtml with an external entity": (
        "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY e SYSTEM '{target}'>]>"
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>seen &e;</p></body></html>"
    ),
    "xinclude": (
        "<p>seen<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{target}'"
        " parse='text'/>"
    ),
    "xml style sheet": "<?xml-stylesheet href='{target}' type='text/xsl'?><p>seen",
    "base and relative addresses": "<base href='{target}/'><p>seen<img src=a.png><a href=b>",
    "style sheets and hints": (
        "<link rel=stylesheet href='{target}'><link rel=preconnect href='{target}'>"
        "<link rel=prefetch href='{target}'><style>@import url({target});</style><p>seen"
    ),
    "scripts": "<script src='{target}'></script><script>fetch('{target}')</script><p>seen",
    "frames and plug-ins": (
        "<iframe src='{target}'></iframe><object data='{target}'></object><p>seen</p>"
        "<embed src='{target}'><frameset><frame src='{target}'></frameset>"
    ),
    "refresh": "<meta http-equiv=refresh content='0;url={target}'><p>seen",
    "canonical address": "<link rel=canonical href='{target}'><p>seen",
    "images": "<img src='{target}' srcset='{target} 2x'><svg><image href='{target}'/></svg><p>seen",
    "server-side include": "<!--#include virtual='{target}'--><p>seen",
    "schema": (
        "<html xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
        " xsi:noNamespaceSchemaLocation='{target}'><p>seen"
    ),
}


class Server:
    """Listens on this computer and counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/asked"

    def visit_count(self) -> int:
        count = 0
        while True:
            try:
                visitor, _ = self._socket.accept()
            except BlockingIOError:
                return count
            visitor.close()
            count += 1

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def server() -> Iterator[Server]:
    opened = Server()
    yield opened
    opened.close()


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "secret")
    return tmp_path / "secret"


@pytest.fixture(scope="module")
def pool() -> Iterator[ParsingPool]:
    with ParsingPool(1, seconds=10) as opened:
        yield opened


def visible(pool: ParsingPool, markup: str) -> str:
    """The text of the page as a browser shows it, found in every way that the program reads."""
    raw = RawPage(markup.encode(), "page.xhtml", PageKind.HTML)
    page = pool.submit(raw).result()
    blocks = document_of(page).blocks
    spans = [block.span for block in blocks]
    ranges = pool.locate(raw, page.facts.encoding, spans).result()
    assert [pool.span_of(raw, page.facts.encoding, one).result() for one in ranges] == spans
    return "\n".join(page.text[one.span.start : one.span.end] for one in blocks if not one.hidden)


@pytest.mark.parametrize("markup", PAGES.values(), ids=PAGES)
def test_no_page_causes_a_request(pool: ParsingPool, server: Server, markup: str):
    assert visible(pool, markup.format(target=server.url)).split().count("seen") == 1
    assert server.visit_count() == 0


@pytest.mark.parametrize("markup", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("as_address", [True, False], ids=["file address", "path"])
def test_no_page_reads_a_file(pool: ParsingPool, pipe: Path, markup: str, *, as_address: bool):
    target = pipe.as_uri() if as_address else str(pipe)
    assert visible(pool, markup.format(target=target)).split().count("seen") == 1


def test_the_server_counts_who_connects(server: Server):
    host, _, port = server.url.removeprefix("http://").removesuffix("/asked").partition(":")
    for _ in range(2):
        socket.create_connection((host, int(port))).close()
    assert (server.visit_count(), server.visit_count()) == (2, 0)


def test_a_parser_that_reads_files_waits_at_the_pipe(pipe: Path):
    """What the tests above rest on."""
    page = PAGES["xhtml with an external entity"].format(target=pipe.as_uri())
    script = "import sys; from lxml import etree; etree.fromstring(sys.argv[1].encode(), {})"
    parser = "etree.XMLParser(resolve_entities=True)"
    reading = subprocess.Popen([sys.executable, "-c", script.format(parser), page])
    try:
        while not is_waited_at(pipe):
            assert reading.poll() is None, "the parser did not open the file"
            time.sleep(0.01)
    finally:
        reading.kill()
        reading.wait()


def is_waited_at(pipe: Path) -> bool:
    """Whether somebody has opened the pipe to read from it."""
    try:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True
