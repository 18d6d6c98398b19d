"""Every command, argument and option is told in docs/reference/command-line.md."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from annotator.cli.program import COMMANDS, program

PAGE = Path(__file__).parents[2] / "docs/reference/command-line.md"


def command_of(name: str) -> click.Command:
    found = program.get_command(click.Context(program), name)
    assert found is not None
    return found


def section_of(name: str) -> str:
    """The part of the page under the heading of a command."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"^## `annotator {name}`\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no heading “## `annotator {name}`”"
    return found[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_is_documented(name: str):
    section = section_of(name)
    for parameter in command_of(name).params:
        if isinstance(parameter, click.Option):
            option = parameter.opts[0]
            assert f"`{option}" in section, f"{name}: {option}"
            assert parameter.help, f"{name}: {option} has no help"
        else:
            metavar = parameter.metavar or parameter.name.upper()
            for word in re.findall(r"[A-Z]+", metavar):
                assert word in section, f"{name}: {word}"


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_documented_that_does_not_exist(name: str):
    known = {one for parameter in command_of(name).params for one in parameter.opts}
    written = set(re.findall(r"`(--[a-z-]+)", section_of(name)))
    assert written <= known


def test_no_command_is_documented_that_does_not_exist():
    text = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"^## `annotator ([a-z-]+)`", text, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says(name: str):
    command = command_of(name)
    assert command.get_short_help_str(80) == COMMANDS[name].summary
    assert command.name == name


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"open", "demo"}))
def test_every_command_of_scripts_speaks_json_and_documents_it(name: str):
    assert "--json" in {one for parameter in command_of(name).params for one in parameter.opts}
    assert "```json" in section_of(name)
