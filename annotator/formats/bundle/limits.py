"""How much a bundle may hold, so that nobody's file takes all memory or time.

What is written keeps to these too: a bundle that would be larger is refused where it is made.
"""

from __future__ import annotations

from annotator.core.errors import UserError

FORMAT = "annobundle"
VERSION = 1

MANIFEST = "manifest.json"
PAGES = "pages.jsonl"
SETS = "sets.jsonl"
REMARKS = "remarks.jsonl"
ASSIGNMENTS = "assignments.jsonl"
TABLES = (PAGES, SETS, REMARKS, ASSIGNMENTS)
CONTENTS = "pages/"
RESOURCES = "resources/"

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 200_000
LARGEST_MANIFEST = 64 * MEGABYTE
LARGEST_TABLES = {
    PAGES: 128 * MEGABYTE,
    SETS: 1024 * MEGABYTE,
    REMARKS: 256 * MEGABYTE,
    ASSIGNMENTS: 64 * MEGABYTE,
}
LARGEST_CONTENT = 64 * MEGABYTE
LONGEST_LINE = 16 * MEGABYTE
LARGEST_PAGE_WORK = 32 * MEGABYTE
"""Bytes of all sets of one page, or of all remarks on it."""

MOST_LISTS_A_LINE = 400_000
MOST_LISTS = 12_000_000
"""Lists and tables in the sets of a bundle: each annotation and each step of a journal is one."""

MOST_PEOPLE = 1_000
MOST_EXPANSION = 250
"""Times its packed size that a file of a bundle may have; deflate reaches a thousand."""
LEAST_EXPANDED = 4 * MEGABYTE

RESEND = "Ask for the bundle to be sent again; nothing was changed here."
SPLIT = "Make several smaller bundles: of fewer annotators, or of one status at a time."


def broken(where: str, what: str) -> UserError:
    """What to raise for a bundle that holds something wrong."""
    return UserError(f"The bundle cannot be trusted: {where} {what}.", RESEND)


def too_large(what: str) -> UserError:
    """What to raise for a bundle with more than may be in one."""
    return UserError(f"The bundle is too large: {what}.", SPLIT)


def list_count(line: bytes) -> int:
    """How many lists and tables a line of JSON can hold at most."""
    return line.count(b"[") + line.count(b"{")
