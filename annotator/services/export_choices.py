"""Which writer and which policy a wish comes to, the same for an export and for its preview."""

from __future__ import annotations

from annotator.core.errors import UserError
from annotator.core.policies import Kind, Policy
from annotator.formats import registry
from annotator.formats.jsonl_without_pages import JsonLinesWithoutPages
from annotator.formats.writer import Writer
from annotator.services.export_wish import DataSetWish
from annotator.services.policies import policy_of
from annotator.services.projects import Project


def chosen_writer(wish: DataSetWish) -> Writer:
    """The writer of the format; `UserError` where there is none, or none without pages."""
    if wish.has_pages:
        return registry.writer(wish.format_name)
    if wish.format_name != JsonLinesWithoutPages.name:
        raise UserError(
            f"The format “{wish.format_name}” holds the pages themselves.",
            f"Without pages there is the format “{JsonLinesWithoutPages.name}” alone.",
        )
    return JsonLinesWithoutPages()


def chosen_policy(writer: Writer, given: str, project: Project) -> Policy:
    """The policy that is asked for, or the writer's own.

    A format that knows main content and the rest alone has nothing to write without the former:
    `UserError` then.
    """
    own = policy_of(writer.policy, project.label_set)
    policy = policy_of(given, project.label_set) if given else own
    if has_main(own) and not has_main(policy):
        raise UserError(
            f"The policy “{policy.name}” calls no label main content, which the format "
            f"“{writer.name}” is about.",
            f"Choose another, as “{own.name}”.",
        )
    return policy


def has_main(policy: Policy) -> bool:
    """Whether any label counts as main content."""
    return Kind.MAIN in {policy.rest, *policy.table.values()}
