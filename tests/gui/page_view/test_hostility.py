"""Hostile pages in the page view, with a server listening: nothing runs, is fetched, or opens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import pytest

from annotator.core.pages import PageKind, RawPage
from annotator.gui.page_view.layers import ALL, NONE, Layers
from annotator.pages.display import display
from tests.hostile.listening import Heard, Listener, listening
from tests.hostile.vectors import SECRET, hostile_page, page_names, write_bait

pytest.importorskip("PySide6.QtWebEngineWidgets", reason="the page view is an optional extra")

FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
HTML, XHTML = "text/html", "application/xhtml+xml"
LAYERS = [field.name for field in fields(Layers)]
Answer = dict[str, Any]


def visited(
    visits: Sequence[tuple[Layers, Sequence[tuple[Path, str]]]],
    *,
    names: bool,
    is_used: bool = True,
    rest_ms: int = 600,
) -> list[Answer]:
    """What came of each visit, all made by one process of their own.

    Refreshes, timers and workers take their time, so each page gets some.
    """
    orders = {
        "names": names,
        "visits": [
            {
                "layers": asdict(layers),
                "pages": [[str(path), kind] for path, kind in pages],
                "is_used": is_used,
                "rest_ms": rest_ms,
            }
            for layers, pages in visits
        ],
    }
    result = subprocess.run(
        [sys.executable, "-m", "tests.gui.page_view.visiting_process"],
        # The browser of an earlier test has left its flags there, one of which is a layer.
        env={name: value for name, value in os.environ.items() if name != FLAGS},
        input=json.dumps(orders),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(visits), result.stderr
    return answers


class Pages:
    """The hostile pages of a test as files: as they came, and as their copies for display."""

    def __init__(self, folder: Path, port: int, udp_port: int) -> None:
        secret = folder / "secret.css"
        write_bait(secret, port=port)
        self.raw: list[tuple[Path, str]] = []
        self.copies: list[tuple[Path, str]] = []
        for name in page_names():
            content = hostile_page(name, port=port, udp_port=udp_port, file=secret)
            self.add(folder, name, content, XHTML if "xml" in name else HTML)

    def add(self, folder: Path, name: str, content: bytes, media_type: str = HTML) -> None:
        (folder / name).write_bytes(content)
        self.raw.append((folder / name, media_type))
        raw = RawPage(content, name, PageKind.HTML, "http://127.0.0.1/")
        copy = folder / f"{name}.copy"
        copy.write_bytes(display(raw, "utf-8").markup)
        self.copies.append((copy, XHTML))


@pytest.fixture(scope="module")
def outcome(tmp_path_factory) -> dict[str, tuple[Answer, Heard]]:
    """By the layer that was taken down: copies and, as `raw …`, the pages themselves."""
    folder = tmp_path_factory.mktemp("hostile")
    found: dict[str, tuple[Answer, Heard]] = {}
    with listening() as listener:
        pages = Pages(folder, listener.port, listener.udp_port)
        kinds = {"": ALL} | {name: replace(ALL, **{name: False}) for name in LAYERS}
        for is_named in (False, True):
            names = [name for name in kinds if (name == "no_names") == is_named]
            for name in names:
                # One at a time: what the server hears then has one cause.
                for prefix, shown in (("", pages.copies), ("raw ", pages.raw)):
                    before = listener.heard()
                    (answer,) = visited([(kinds[name], shown)], names=is_named)
                    found[prefix + name] = (answer, _since(listener.heard(), before))
        found["control"] = _control(listener, pages)
    return found


def _control(listener: Listener, pages: Pages) -> tuple[Answer, Heard]:
    """What the server hears of the pages themselves where nothing holds them back."""
    before = listener.heard()
    # A window for each: a page that asks whether one wants to leave it is not left.
    answers = visited([(NONE, [page]) for page in pages.raw], names=True)
    dialogs = sum(answer["dialogs"] for answer in answers)
    return {"dialogs": dialogs}, _since(listener.heard(), before)


def _since(now: Heard, before: Heard) -> Heard:
    return Heard(
        now.connection_count - before.connection_count,
        now.requests[len(before.requests) :],
        now.datagram_count - before.datagram_count,
    )


@pytest.mark.parametrize("down", ["", *LAYERS])
@pytest.mark.parametrize("prefix", ["", "raw "])
def test_with_any_one_layer_down_nothing_reaches_the_server(outcome, prefix, down):
    answer, heard = outcome[prefix + down]
    if prefix + down == "raw no_names":
        # Two layers are down, the very two that stop `preconnect`: it may knock, and gets nothing.
        heard = replace(heard, connection_count=0)
    assert heard.is_nothing, heard
    assert answer["dialogs"] == 0
    assert answer["windows"] == 0
    assert set(answer["places"]) <= {"annotator-page"}
    assert SECRET not in answer["shown"]


@pytest.mark.parametrize("down", ["", *LAYERS])
def test_a_copy_does_not_even_try(outcome, down):
    assert outcome[down][0]["requests"] == []


def test_without_any_layer_the_server_hears_a_great_deal(outcome):
    answer, heard = outcome["control"]
    assert len(set(heard.requests)) > 60
    assert answer["dialogs"] > 0


@pytest.fixture(scope="module")
def payloads(corpus, tmp_path_factory) -> Pages:
    """What DOMPurify and bleach test their cleaning with, each as a page of its own."""
    folder = tmp_path_factory.mktemp("payloads")
    found = corpus / "fixtures" / "xss"
    lines = (found / "dompurify" / "payloads.jsonl").read_text("utf-8").strip().split("\n")
    texts = [json.loads(line)["payload"] for line in lines]
    tests = sorted((found / "bleach").glob("*.test"))
    texts += [path.read_text("utf-8").partition("\n--\n")[0] for path in tests]
    pages = Pages(folder, 9, 9)
    pages.raw.clear()
    pages.copies.clear()
    for number, text in enumerate(texts):
        pages.add(folder, f"{number}.html", text.encode("utf-8", "replace"))
    return pages


@pytest.mark.parametrize("down", ["", "no_scripts", "intercepts", "policy", "stays"])
def test_no_payload_of_other_cleaners_does_anything(payloads, down):
    layers = replace(ALL, **{down: False}) if down else ALL
    visits = [(layers, payloads.copies), (layers, payloads.raw)]
    for answer, kind in zip(
        visited(visits, names=False, is_used=False, rest_ms=5), ("copy", "raw"), strict=True
    ):
        assert (answer["dialogs"], answer["windows"]) == (0, 0), kind
        assert set(answer["places"]) <= {"annotator-page"}
        assert kind == "raw" or answer["requests"] == []


def test_without_any_layer_payloads_do_run(payloads):
    (answer,) = visited([(NONE, payloads.raw)], names=True, is_used=False, rest_ms=5)
    assert answer["dialogs"] > 20
