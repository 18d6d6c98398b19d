"""Sets of flags as the bits of whole numbers: to unite two sets costs one step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.assist.visible_page import Floats


def bit_columns(numbers: Sequence[int], width: int) -> Floats:
    """A row a number, 1 in the column of each of its `width` lowest bits that is set."""
    bits = np.array(numbers, dtype=np.int64).reshape(-1, 1)
    columns: Floats = ((bits >> np.arange(width)) & 1).astype(np.float64)
    return columns
