"""The lock is whole and hashed, and everything that ships with the program may ship with it."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import pytest
from packaging.markers import Marker

from tests.house.tree import ROOT

_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(?: ; ([^\\\n]+))?", re.MULTILINE)
_NAME = re.compile(r"^[A-Za-z0-9._-]+")

# SPDX identifiers, and the words of packages that still use classifiers.
_ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|LGPL|PSF|Python Software Foundation|Unlicense|ISC|"
    r"MPL-2\.0|Mozilla Public License 2\.0)\b"
)
_STRONG = re.compile(r"(?<![L])\b(A?GPL-|GNU General Public|GNU Affero)")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return {
        _normal(package): version
        for package, version, marker in _PIN.findall(text)
        if not marker or Marker(marker).evaluate()
    }


def _declared() -> dict[str, list[str]]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = table["project"]
    extras = project["optional-dependencies"]
    own = f"{project['name']}["
    tools = [one for one in extras["dev"] if not one.startswith(own)]
    return {
        "run.txt": project["dependencies"]
        + table["dependency-groups"]["build"]
        + extras["page-view"],
        "dev.txt": project["dependencies"]
        + extras["page-view"]
        + extras["parquet"]
        + extras["train"]
        + tools,
        "cleaners.txt": project["dependencies"] + extras["cleaners"],
    }


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "cleaners.txt"])
def test_every_requirement_is_in_the_lock(name):
    wanted = {_normal(_NAME.findall(one)[0]) for one in _declared()[name]}
    assert wanted - set(_pins(name)) == set(), "run: make lock"


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "cleaners.txt"])
def test_every_locked_release_has_hashes_and_no_address(name):
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    releases = re.split(r"\n(?=[a-z0-9])", text[text.index("\n" + next(iter(_pins(name)))) + 1 :])
    assert [one.splitlines()[0] for one in releases if "--hash=sha256:" not in one] == []
    assert "://" not in text


def test_tests_run_with_the_releases_that_users_run():
    run, dev = _pins("run.txt"), _pins("dev.txt")
    assert {name: dev.get(name) for name in run} == run


def test_what_is_installed_is_what_is_locked():
    wrong = {
        name: (metadata.version(name), version)
        for name, version in _pins("run.txt").items()
        if _is_installed(name) and metadata.version(name) != version
    }
    assert wrong == {}, "the environment is older than the lock: make test brings it up to date"


def test_licences_of_what_the_program_needs_are_allowed():
    wrong = {}
    for name in _closure("annotator"):
        stated = _licence(name)
        if not _ALLOWED.search(stated) or (_STRONG.search(stated) and "LGPL" not in stated):
            wrong[name] = stated
    assert wrong == {}


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _closure(root: str) -> set[str]:
    """Everything that `root` needs at run time, on this platform."""
    found: set[str] = set()
    waiting = [root]
    while waiting:
        for line in metadata.requires(waiting.pop()) or []:
            requirement, _, marker = line.partition(";")
            name = _normal(_NAME.findall(requirement)[0])
            if "extra ==" not in marker and name not in found and _is_installed(name):
                found.add(name)
                waiting.append(name)
    return found


def _licence(name: str) -> str:
    """What a package says of its licence: in its metadata, or in the file it comes with."""
    fields = metadata.metadata(name)
    classifiers = [one for one in fields.get_all("Classifier", []) if one.startswith("License")]
    stated = [fields.get("License-Expression", ""), *classifiers, fields.get("License", "")]
    files = fields.get_all("License-File", [])
    texts = [metadata.distribution(name).read_text(f"licenses/{file}") or "" for file in files]
    return " ".join(one[:200] for one in stated if one) or " ".join(one[:60] for one in texts)
