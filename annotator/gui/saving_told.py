"""How saving stands, told in the status line and, where it fails, in the banner."""

from __future__ import annotations

from annotator.gui.banner import Banner
from annotator.gui.desk import Desk
from annotator.gui.notices import Notice, Weight, notice_of
from annotator.gui.status_line import StatusLine


def tell_saving(desk: Desk, status: StatusLine, banner: Banner) -> None:
    """Say whether every edit is stored; a failure stays told until they are."""
    queue = desk.queue
    status.show_saved(queue.state, queue.count, is_busy=desk.is_busy)
    if queue.failure is None:
        banner.withdraw("save")
        return
    sentence = "Your latest edits are not saved yet; they are kept and tried again."
    told = notice_of(queue.failure)
    banner.tell(
        Notice(
            f"{sentence} {told.sentence}",
            told.hint,
            Weight.ERROR,
            "Try now",
            queue.save_now,
            topic="save",
        )
    )
