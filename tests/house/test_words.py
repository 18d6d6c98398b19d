"""What no file may name: machines, registries, and the five labels outside the resources."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

from tests.house.tree import ROOT, committed, modules, parsed, short

# Written in pieces, or this file would name them itself.
_HOSTS = re.compile(
    "|".join(
        [
            r"py" + r"pi\.org",
            r"python" + r"hosted\.org",
            r"npm" + r"js\.(org|com)",
            r"deb" + r"ian\.org/debian",
            r"--(extra-)?index-" + r"url",
            r"--find-" + r"links",
        ]
    )
)
_MACHINES = re.compile(
    "|".join([r"(?<![\w.])/wo" + r"rk/", r"/opt/" + r"wheels", r"\.libr" + r"ary/", r"/home/\w+/"])
)
_SHARED = "../" + "shared"
_BINARY = {".png", ".gz", ".annotator", ".ico", ".db", ".sqlite", ".zst"}


def _texts() -> list[tuple[Path, str]]:
    return [
        (path, path.read_text(encoding="utf-8", errors="replace"))
        for path in committed()
        if path.suffix not in _BINARY
    ]


def test_no_file_names_a_package_registry():
    found = [
        f"{short(path)}: {match.group()}"
        for path, text in _texts()
        if (match := _HOSTS.search(text))
    ]
    assert found == [], "packages come by name from whatever the machine is set up with"


def test_no_file_names_a_path_of_the_machine_it_was_written_on():
    found = [
        f"{short(path)}: {match.group()}"
        for path, text in _texts()
        if (match := _MACHINES.search(text))
    ]
    assert found == []


def test_only_the_ci_script_knows_where_the_corpus_lies():
    found = [short(path) for path, text in _texts() if _SHARED in text]
    assert set(found) <= {".ci/run"}, "take the corpus from ANNOTATOR_CORPUS"


def test_no_lock_of_another_kind_is_committed():
    assert [short(path) for path in committed() if path.name == "uv.lock"] == []


def test_only_the_resources_and_the_roles_know_the_five_labels():
    labels = tomllib.loads((ROOT / "resources/labels.toml").read_text(encoding="utf-8"))["label"]
    own = {label["id"] for label in labels} | {label["name"] for label in labels}
    html_words = {"body", "headline"}  # an element, and words of JSON-LD and of gold standards
    found = []
    for path in modules():
        if path.name == "roles.py":
            continue  # what the program can find, whatever a project calls it
        forbidden = own - html_words if {"pages", "train"} & set(path.parts) else own
        found += [
            f"{short(path)}:{node.lineno}: {node.value!r}"
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Constant) and node.value in forbidden
        ]
    assert found == [], "take labels from the project's label set"


def test_no_check_is_switched_off_without_a_reason():
    pattern = re.compile(r"#\s*(noqa|type:\s*ignore)(\S*)\s*(.*)$")
    found = []
    for path in modules():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = pattern.search(line)
            if match and not match.group(3).strip(" -–—#"):
                found.append(f"{short(path)}:{number}: {line.strip()}")
    assert found == [], "say why beside it: # noqa: X  # because …"
