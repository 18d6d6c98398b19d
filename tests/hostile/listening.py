"""A server on this machine alone that answers everybody and remembers who came."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

_ANSWERS = {
    "style": ("text/css", "body {{ background: url({url}-applied) }}"),
    "script": ("text/javascript", "new Image().src = '{url}-ran'"),
    "worker": ("text/javascript", "fetch('{url}-ran')"),
    "iframe": ("text/html", "<title>Away</title><img src='{url}-framed'>"),
    "document": ("text/html", "<title>Away</title><img src='{url}-opened'>"),
}
_IMAGE = ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' id='a'/>")


@dataclass(frozen=True, slots=True)
class Heard:
    """What came: connections, the paths of requests without their slash and query, datagrams.

    A connection without a request counts as well: it already tells that somebody is there.
    """

    connection_count: int
    requests: tuple[str, ...]
    datagram_count: int

    @property
    def is_nothing(self) -> bool:
        return not (self.connection_count or self.requests or self.datagram_count)


class Listener:
    """Where it listens, and what it has heard so far. Use `listening()`."""

    def __init__(self, port: int, udp_port: int) -> None:
        self.port = port
        self.udp_port = udp_port
        self._guard = threading.Lock()
        self._connection_count = 0
        self._requests: list[str] = []
        self._datagram_count = 0

    def heard(self) -> Heard:
        with self._guard:
            return Heard(self._connection_count, tuple(self._requests), self._datagram_count)

    def add_connection(self) -> None:
        with self._guard:
            self._connection_count += 1

    def add_request(self, name: str) -> None:
        with self._guard:
            self._requests.append(name)

    def add_datagram(self) -> None:
        with self._guard:
            self._datagram_count += 1


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen on two free ports of the loopback interface, for connections and for datagrams."""

    class Answer(BaseHTTPRequestHandler):
        timeout = 5  # of one connection; whoever says nothing has been counted already

        def handle(self) -> None:
            listener.add_connection()
            with suppress(OSError):  # hung up; that it came is known
                super().handle()

        def answer(self) -> None:
            name = re.split(r"[?#]", self.path.lstrip("/"), maxsplit=1)[0]
            listener.add_request(name)
            kind, text = _ANSWERS.get(self.headers.get("Sec-Fetch-Dest", ""), _IMAGE)
            body = text.format(url=f"http://127.0.0.1:{listener.port}/{name}").encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_HEAD = do_OPTIONS = do_PUT = answer  # noqa: N815 - called so by http.server

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
            pass

    class Datagram(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            listener.add_datagram()

    class Connections(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 128

    with (
        Connections(("127.0.0.1", 0), Answer) as connections,
        socketserver.UDPServer(("127.0.0.1", 0), Datagram) as datagrams,
    ):
        listener = Listener(connections.server_address[1], datagrams.server_address[1])
        servers = (connections, datagrams)
        threads = [threading.Thread(target=one.serve_forever, args=(0.02,)) for one in servers]
        for thread in threads:
            thread.start()
        try:
            yield listener
        finally:
            for server in servers:
                server.shutdown()
            for thread in threads:
                thread.join()
