"""The rows of the action table about the work as a whole: order, effort, sources, whole sites."""

from __future__ import annotations

from annotator.core.work_order import Order
from annotator.gui.actions import GO, LABEL, ORDER, PROPOSALS, VIEW, ActionRow, Facts
from annotator.gui.planning.words import SOURCES, TITLES


def _project(facts: Facts) -> bool:
    return facts.has_project


ORDER_ROWS = tuple(
    ActionRow(
        f"order.{order.value}",
        TITLES[order],
        GO,
        (),
        _project,
        handler="order.choose",
        argument=order,
        choice="order",
        submenu=ORDER,
        begins_group=order is Order.IMPORTED,
    )
    for order in Order
)

SITE_ROWS = (
    ActionRow(
        "site.apply",
        "Apply to the site…",
        LABEL,
        ("Ctrl+Shift+A",),
        lambda facts: facts.has_site_mates and facts.is_labellable,
    ),
)

SOURCE_ROWS = tuple(
    ActionRow(
        f"sources.{name}",
        title,
        VIEW,
        (),
        is_checkable=True,
        submenu=PROPOSALS,
        begins_group=name == SOURCES[0][0],
    )
    for name, title in SOURCES
)

EFFORT_ROWS = (
    ActionRow("effort.show", "Effort…", VIEW, ("Ctrl+Shift+E",), _project, begins_group=True),
)
