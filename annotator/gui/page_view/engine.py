"""Starting the browser engine: once in the life of the program, when a page is first shown."""

from __future__ import annotations

import os
from functools import cache

from PySide6.QtWebEngineCore import QWebEngineUrlScheme

from annotator.gui.page_view.availability import NO_SANDBOX, is_root

SCHEME = "annotator-page"
"""The scheme of every address that the page view may load."""

_DEBUGGER = "QTWEBENGINE_REMOTE_DEBUGGING"
_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_QUIET = (
    # What Chromium does of its own accord, which for this program is nothing.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--log-level=3",
    "--no-first-run",
    "--disable-remote-fonts",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
    # For our own script, which has each page collected when the next one is there.
    "--js-flags=--expose-gc",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
# `preconnect` resolves names whatever scripts, policy and interceptor say.
_NO_NAMES = '--host-resolver-rules="MAP * ~NOTFOUND"'

# One process for all has no sandbox either; a debugger may do whatever it likes.
_OPENING = ("sandbox", "single-process", "remote-debugging")


@cache
def start_engine(*, no_names: bool = True) -> None:
    """Say how Chromium is to be started, and which addresses are the program's own.

    For everybody but root the sandbox is on and no debugger let in, whatever the environment says.
    """
    if not is_root():
        for name in (NO_SANDBOX, _DEBUGGER):
            os.environ.pop(name, None)
    given = os.environ.get(_FLAGS, "")
    os.environ[_FLAGS] = chromium_flags(given, is_trusted=is_root(), no_names=no_names)
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


def chromium_flags(given: str, *, is_trusted: bool, no_names: bool) -> str:
    """The flags of the environment and ours; what would open the browser up is left out.

    `is_trusted` keeps that: tests run as root, for whom there is no sandbox.
    """
    flags = given.split()
    if not is_trusted:
        flags = [flag for flag in flags if not any(part in flag for part in _OPENING)]
    return " ".join([*flags, *_QUIET, *([_NO_NAMES] if no_names else [])])
