"""Libraries that only some formats need: loaded when such a format is written or read."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from annotator.core.errors import UserError

_MODULES = {"leaks": "datasketch", "parquet": "pyarrow", "spacy": "spacy"}


def lacks(extra: str) -> bool:
    """Whether the library that the extra `extra` brings is not installed; it is not loaded.

    An extra of somebody else's package is taken to be there.
    """
    return extra in _MODULES and find_spec(_MODULES[extra]) is None


def library(module: str, extra: str, title: str) -> Any:
    """The module of that name, which the extra `extra` of the program installs for `title`.

    Raises `UserError` where it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise UserError(
            f"{title} needs the library “{module.partition('.')[0]}”: {error}.",
            f"Install it with: pip install 'annotator[{extra}]'",
        ) from None
