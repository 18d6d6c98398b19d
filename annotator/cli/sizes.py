"""Amounts of bytes as people write them."""

from __future__ import annotations

import re

import click

_SIZE = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([KMGT]?)i?B?", re.IGNORECASE)
_FACTORS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3, "T": 1024**4}


def size_of(given: str) -> int:
    """The bytes of `500MB`, `50 GB`, `1.5g` or `1048576`."""
    found = _SIZE.fullmatch(given.strip())
    if found is None:
        raise click.BadParameter("write a size as in 500MB or 50GB.")
    number, unit = found.groups()
    size = int(float(number) * _FACTORS[unit.upper()])
    if not size:
        raise click.BadParameter("it must be more than nothing.")
    return size
