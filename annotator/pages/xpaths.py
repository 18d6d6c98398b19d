"""XPaths of elements and text nodes, as `/html/body[1]/div[3]/p[2]/text()[1]`.

Every step but the root's has its position among the siblings of its name. A name that XPath cannot
say, as `o:p`, is `*` with the position among all elements.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLAIN_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_STEP_WITHOUT_POSITION = re.compile(r"([^/\]])(?=/|$)")


def step(name: str, counts: Mapping[str, int]) -> str:
    """The step to the last child that an element has so far; `counts` are its children by name."""
    if name.isalnum() or _PLAIN_NAME.fullmatch(name):
        return f"{name}[{counts[name]}]"
    return f"*[{sum(counts.values())}]"


def root_path(name: str) -> str:
    """The XPath of a root element."""
    return f"/{name}" if _PLAIN_NAME.fullmatch(name) else "/*"


def with_positions(xpath: str) -> str:
    """The path with every position written out, so that two ways to write it compare equal."""
    return _STEP_WITHOUT_POSITION.sub(r"\1[1]", xpath.strip())
