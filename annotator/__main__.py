"""`python -m annotator` is the same as `annotator`."""

import sys

from annotator.app import main

if __name__ == "__main__":
    sys.exit(main())
