"""Runs Python as somebody whom the permissions of files bind, which root is not.

    python -m tests.bound ARGUMENT…

Of root the two capabilities to read and write whatever the permissions say are taken first; the
rest stays, so that everything the tests need is where it was. Exits with `IMPOSSIBLE` where that
cannot be done.
"""

import ctypes
import os
import sys
from typing import NoReturn

IMPOSSIBLE = 77
_DROP_FROM_BOUNDING_SET = 24
_CAPABILITIES = (1, 2)  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


def main(arguments: list[str]) -> NoReturn:
    if sys.platform == "win32":
        sys.exit(IMPOSSIBLE)
    if os.geteuid() == 0:
        if not sys.platform.startswith("linux"):
            sys.exit(IMPOSSIBLE)
        libc = ctypes.CDLL(None, use_errno=True)
        if any(libc.prctl(_DROP_FROM_BOUNDING_SET, one, 0, 0, 0) for one in _CAPABILITIES):
            sys.exit(IMPOSSIBLE)
    # The new program gets what is left.
    os.execv(sys.executable, [sys.executable, *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
