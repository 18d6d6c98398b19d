"""Starting the browser engine: once in the life of the program, when a page is first shown."""

from __future__ import annotations

import os
from functools import cache

from PySide6.QtWebEngineCore import QWebEngineUrlScheme

from annotator.gui.page_view.availability import NO_SANDBOX, is_root

SCHEME = "annotator-page"
"""The scheme of every address that the page view may load."""

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_QUIET = (
    # What Chromium does of its own accord, which for this program is nothing.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
    "--disable-remote-fonts",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
    # For our own script, which has each page collected when the next one is there.
    "--js-flags=--expose-gc",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
# `preconnect` resolves names whatever scripts, policy and interceptor say.
_NO_NAMES = '--host-resolver-rules="MAP * ~NOTFOUND"'


@cache
def start_engine(*, no_names: bool = True) -> None:
    """Say how Chromium is to be started, and which addresses are the program's own.

    For everybody but root the sandbox is on, whatever the environment says.
    """
    flags = [flag for flag in os.environ.get(_FLAGS, "").split() if flag]
    if not is_root():
        os.environ.pop(NO_SANDBOX, None)
        flags = [flag for flag in flags if "sandbox" not in flag]
    flags += [*_QUIET, *([_NO_NAMES] if no_names else [])]
    os.environ[_FLAGS] = " ".join(flags)
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)
