"""Which pictures of docs/images there are, and what is on them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.agreement.dialog import AgreementDialog
from annotator.gui.bundles.receive_dialog import ReceiveDialog
from annotator.gui.bundles.send_dialog import SendDialog
from annotator.gui.discussing.compared_dialog import ComparedDialog
from annotator.gui.effort.dialog import EffortDialog
from annotator.gui.evaluating.dialog import EvaluatingDialog
from annotator.gui.export_dialog import ExportDialog
from annotator.gui.keys_help import KeysDialog
from annotator.gui.planning.site_dialog import SiteDialog
from annotator.gui.reviewing.review_window import ReviewWindow
from annotator.gui.settings import ViewChoice
from annotator.gui.sharing.share_dialog import ShareDialog
from annotator.gui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Picture:
    """What is on a picture.

    `done` are the numbers of the sample pages that are finished before; `keys` are typed on page
    `page` (as in keystrokes.toml), then `quote` is selected. `scale` are pixels of the picture for
    one of the window; `views` is what is shown of the page. `action` is run last;
    `siblings` are the titles of more pages of the site of page 1; `by_ben` the pages that a
    colleague labelled, whose bundle is then received. `dialog_keys` are typed into what is shown,
    `presses_shown` are pressed there.
    With `has_team` colleagues have labelled, returned and discussed pages, and written guidelines;
    with `has_colleague` one has finished the pages that are done, mostly with the same labels.
    `tab` is the page of a panel about cleaners that is shown.
    """

    name: str
    page: int = 0
    keys: str = ""
    quote: str = ""
    done: tuple[int, ...] = ()
    is_dark: bool = False
    size: tuple[int, int] = (1180, 740)
    scale: str = "1"
    presses: tuple[Qt.Key, ...] = ()
    views: ViewChoice = ViewChoice.TEXT
    shows: type[QWidget] = MainWindow
    action: str = ""
    siblings: tuple[str, ...] = ()
    by_ben: tuple[int, ...] = ()
    dialog_keys: str = ""
    has_team: bool = False
    has_colleague: bool = False
    presses_shown: tuple[Qt.Key, ...] = ()
    tab: int = 0


_LATIN = Picture("window-light", page=1, keys="14x h b 6x 3b", done=(2, 3, 4))
_SITE = Picture(
    "site",
    page=1,
    done=(1,),
    action="site.apply",
    siblings=("Market hall roof is mended before the storms", "School choir sings on the pier"),
    shows=SiteDialog,
)
_EFFORT = Picture(
    "effort", page=11, done=tuple(range(1, 10)), action="effort.show", shows=EffortDialog
)
_SEND = Picture(
    "bundle-send", page=3, done=(1, 2), action="bundles.send", dialog_keys="w", shows=SendDialog
)
_RECEIVE = Picture("bundle-receive", page=3, done=(1,), by_ben=(1, 2, 3), shows=ReceiveDialog)
_EXPORT = Picture(
    "export",
    page=3,
    done=(1, 2),
    action="exchange.export",
    dialog_keys="BoilerNet",
    shows=ExportDialog,
)
_TEAM = Picture("team-returned", page=1, done=(1, 2), action="comments.show", has_team=True)
_AGREEMENT = Picture(
    "agreement",
    page=11,
    done=tuple(range(1, 11)),
    action="agreement.show",
    shows=AgreementDialog,
    has_colleague=True,
)
_EVALUATE = Picture(
    "evaluate", page=11, done=tuple(range(1, 11)), action="evaluating.show", shows=EvaluatingDialog
)
_REVIEW = Picture(
    "review",
    page=1,
    done=(1, 2, 3, 4, 5, 6),
    action="review.open",
    shows=ReviewWindow,
    has_colleague=True,
    size=(1320, 840),
    presses_shown=(Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up),
)
PICTURES = (
    _LATIN,
    Picture(
        "window-dark",
        page=5,
        keys="7x h 2x 7b x 2t b",
        quote="በ AI የተሰራ ምስል",
        done=(1, 2, 3, 4),
        is_dark=True,
    ),
    Picture("window-right-to-left", page=6, keys="4x h b 2x 2b", done=(1, 2, 3, 4, 5)),
    replace(_LATIN, name="window-200-percent", scale="2", size=(960, 640)),
    Picture("window-small", page=9, keys="4x h b 2x 2b", done=(1, 2, 3), size=(860, 560)),
    Picture("window-refused", page=10, keys="7x h", presses=(Qt.Key.Key_Return,), done=(1, 2)),
    Picture("proposals", page=2, presses=(Qt.Key.Key_Tab,), done=(1,)),
    Picture(
        "page-and-text",
        page=1,
        keys="14x h b 6x 3b",
        quote="came out of",
        done=(2, 3, 4),
        size=(1400, 820),
        views=ViewChoice.BOTH,
    ),
    Picture(
        "page-right-to-left",
        page=6,
        keys="4x h b 2x 2b",
        done=(1, 2, 3),
        size=(1400, 820),
        views=ViewChoice.BOTH,
    ),
    Picture(
        "page-dark",
        page=5,
        keys="7x h 2x 7b x 2t b",
        quote="በ AI የተሰራ ምስል",
        done=(1, 2, 3, 4),
        is_dark=True,
        size=(1180, 740),
        views=ViewChoice.PAGE,
    ),
    Picture("start", size=(1000, 640)),
    _SITE,
    replace(_SITE, name="site-dark", is_dark=True),
    _EFFORT,
    replace(_EFFORT, name="effort-dark", is_dark=True),
    Picture("keys", page=1, presses=(Qt.Key.Key_Question,), shows=KeysDialog),
    _SEND,
    _RECEIVE,
    _EXPORT,
    _TEAM,
    replace(_TEAM, name="team-returned-dark", is_dark=True),
    replace(_TEAM, name="team-guidelines", page=4, action="guidelines.show"),
    replace(_TEAM, name="team-decided", action="returned.show_decided", shows=ComparedDialog),
    replace(_TEAM, name="team-share-out", action="sharing.share_out", shows=ShareDialog),
    _REVIEW,
    replace(_REVIEW, name="review-dark", is_dark=True),
    _AGREEMENT,
    replace(_AGREEMENT, name="agreement-dark", is_dark=True),
    _EVALUATE,
    replace(_EVALUATE, name="evaluate-pages", is_dark=True, tab=4),
)
