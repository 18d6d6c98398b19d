import pytest

from annotator.core.journal import Status
from annotator.core.pages import PageId, PageRow


@pytest.mark.parametrize(
    ("blocks", "undecided", "share"), [(4, 4, 0.0), (4, 1, 0.75), (4, 0, 1.0), (0, 0, 1.0)]
)
def test_the_decided_share_counts_visible_blocks_and_an_empty_page_is_decided(
    blocks, undecided, share
):
    row = PageRow(
        PageId(1), "A story", None, "", Status.NEW, blocks, undecided, False, "utf-8", None
    )
    assert row.decided_share == share
