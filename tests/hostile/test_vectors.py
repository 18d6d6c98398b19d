"""The hostile pages try enough, and the server that should hear nothing hears everything."""

from __future__ import annotations

import re
import socket
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

from tests.hostile.listening import Listener, listening
from tests.hostile.vectors import (
    SECRET,
    file_attempt_count,
    hostile_page,
    page_names,
    vectors,
    write_bait,
)

KINDS = """
    script- meta- link- css- img- picture- video- audio- bgsound iframe- object- embed-
    applet- portal fencedframe speculation- svg- math- a- form- button- input- isindex body-
    details- marquee- div- table-background td-background style- base-href xml-stylesheet
    xinclude doctype-entity noscript- mxss- template- shadow- null- utf-7 comment- attribute-
    dialog- frameset- xml-"""


@pytest.fixture
def listener():
    with listening() as one:
        yield one


def test_the_main_page_tries_far_more_than_sixty_ways():
    assert len(set(vectors("hostile.html"))) > 200


def test_every_attempt_has_a_name_of_its_own():
    counts = Counter(name for page in page_names() for name in vectors(page))
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_kind_of_attempt_is_there():
    names = [name for page in page_names() for name in vectors(page)]
    missing = [kind for kind in KINDS.split() if not any(one.startswith(kind) for one in names)]
    assert missing == []


def test_files_are_asked_for_in_many_ways():
    assert file_attempt_count("hostile.html") >= 12
    assert sum(map(file_attempt_count, page_names())) >= 16


@pytest.mark.parametrize("name", page_names())
def test_nothing_of_the_placeholders_is_left(name: str, tmp_path: Path):
    file = tmp_path / "secret.css"
    page = hostile_page(name, port=4321, udp_port=4322, file=file).decode()
    assert not re.search(r"PORT|UDP|FILE|NUL", page)
    assert page.count("127.0.0.1:4321/") > 2
    assert page.count(file.as_posix()) == file_attempt_count(name)
    assert SECRET not in page


def test_the_bait_tells_whoever_asks_where_it_was_read(tmp_path: Path):
    write_bait(tmp_path / "secret.css", port=4321)
    bait = (tmp_path / "secret.css").read_text("utf-8")
    assert "http://127.0.0.1:4321/file-was-applied" in bait
    assert SECRET in bait


def test_a_request_is_heard_by_its_name(listener: Listener):
    url = f"http://127.0.0.1:{listener.port}/img-src?x"
    with urllib.request.urlopen(url) as answer:
        assert answer.status == 200
    heard = listener.heard()
    assert heard.requests == ("img-src",)
    assert heard.connection_count == 1
    assert not heard.is_nothing


def test_a_connection_that_says_nothing_is_heard(listener: Listener):
    assert listener.heard().is_nothing
    with socket.create_connection(("127.0.0.1", listener.port)) as connection:
        connection.sendall(b"\x16\x03\x01\r\n\r\n")
        connection.recv(1)
    assert listener.heard().connection_count == 1
    assert listener.heard().requests == ()


def test_a_datagram_is_heard(listener: Listener):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        while not listener.heard().datagram_count:
            sender.sendto(b"?", ("127.0.0.1", listener.udp_port))
    assert listener.heard().connection_count == 0
