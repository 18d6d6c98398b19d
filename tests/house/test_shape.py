"""Modules, functions and classes stay small, and are named after the glossary."""

from __future__ import annotations

import ast

from tests.house.tree import (
    ROOT,
    committed,
    definitions,
    modules,
    parsed,
    public_definitions,
    short,
)

MOST_LINES_A_MODULE = 300
MOST_LINES_A_FUNCTION = 60
MOST_PUBLIC_METHODS = 15
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


def test_there_is_something_to_hold_the_rules_against():
    assert len(modules()) >= 15


def test_no_module_is_longer_than_300_lines():
    found = {
        short(path): count
        for path in modules()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES_A_MODULE
    }
    assert found == {}, "split these modules by what they do"


def test_no_function_is_longer_than_a_screen():
    found = {
        f"{short(path)}: {name}": length
        for path in modules()
        for name, node in definitions(parsed(path))
        if not isinstance(node, ast.ClassDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_A_FUNCTION
    }
    assert found == {}, "split these functions"


def test_no_class_has_more_than_fifteen_public_methods():
    found = {}
    for path in modules():
        for name, node in definitions(parsed(path)):
            if isinstance(node, ast.ClassDef):
                count = sum(_is_own_public_method(one) for one in node.body)
                if count > MOST_PUBLIC_METHODS:
                    found[f"{short(path)}: {name}"] = count
    assert found == {}, "a class of so many methods is two classes"


def test_no_module_is_a_drawer_for_everything():
    found = [
        short(path)
        for path in committed()
        if path.suffix == ".py" and DRAWERS & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert found == [], "name modules after what they do, in words of the glossary"


def test_no_class_is_a_manager_or_a_helper():
    found = [
        f"{short(path)}: {name}"
        for path in modules()
        for name, node in definitions(parsed(path))
        if isinstance(node, ast.ClassDef) and name.endswith(("Manager", "Helper", "Utils", "Util"))
    ]
    assert found == [], "say what the class is"


def test_every_public_name_below_the_window_has_a_docstring():
    rooms = ("core", "pages", "storage", "formats", "services")
    found = []
    for path in modules():
        room = path.relative_to(ROOT / "annotator").parts[0]
        if room not in rooms or "versions" in path.parts:  # migrations are told by their module
            continue
        if path.stat().st_size and not ast.get_docstring(parsed(path)):
            found.append(f"{short(path)} (the module)")
        found += [
            f"{short(path)}: {name}"
            for name, node in public_definitions(parsed(path))
            if not ast.get_docstring(node)
        ]
    assert found == [], "say meaning, units and errors"


def _is_own_public_method(node: ast.stmt) -> bool:
    """Whether a method is public and not Qt's: overridden Qt methods are camelCase."""
    return (
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and node.name == node.name.lower()
    )
