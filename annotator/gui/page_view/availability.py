"""Whether the page can be shown as a browser shows it, told without loading the browser."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping

import PySide6

from annotator.core.errors import UserError

NO_SANDBOX = "QTWEBENGINE_DISABLE_SANDBOX"
"""Set to 1, this variable of the environment has Chromium run without its sandbox."""


def check_available(environment: Mapping[str, str]) -> None:
    """Raise `UserError`, with what to do, where there can be no page view on this machine."""
    if importlib.util.find_spec("PySide6.QtWebEngineWidgets") is None:
        raise UserError(
            "The page view needs Qt WebEngine, which is not installed.",
            f"Install it: pip install pyside6-addons=={PySide6.__version__}. "
            "Until then the text view has all that labelling needs.",
        )
    if is_root() and environment.get(NO_SANDBOX) != "1":
        raise UserError(
            "The page view is not opened for root: its browser would run without a sandbox.",
            "Start Annotator as another user. The text view works as ever.",
        )


def cannot_load(error: ImportError) -> UserError:
    """What to say where Qt WebEngine is installed and a library of the system that it needs is not.

    Only loading it tells that.
    """
    return UserError(
        f"Qt WebEngine cannot be loaded: {error}.",
        "Install the library that it names. The text view has all that labelling needs.",
    )


def is_root() -> bool:
    """Whether the program runs with the rights of root, for whom there is no sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
