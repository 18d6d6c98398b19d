"""Loading modules and making the window without Python looking for garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Put the garbage collector off for things that stay, and leave them out of its later rounds.

    Modules and the window are never garbage, but there are enough objects in them to set it off
    150 times during a start: a twelfth of the time until the first page shows. Later each full
    round would look through them again, and the window would stand still for 30 ms.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
