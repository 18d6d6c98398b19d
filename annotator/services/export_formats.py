"""The formats a data set can be written in, for those who choose one."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.errors import UserError
from annotator.formats import registry
from annotator.formats.libraries import lacks

_OWN = "jsonl"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format: what `--format` takes, one line on it, the usual ending of its files first.

    Endings have their dot; a format that is a folder has none. `loses` says what cannot be had
    back from it. `is_usable` is false where the package that brings it does not load; `title` then
    says why. `extra` is the extra of the program that is to be installed first; empty as a rule.
    """

    name: str
    title: str
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    is_folder: bool = False
    is_usable: bool = True
    extra: str = ""

    @property
    def suffix(self) -> str:
        """The usual ending; empty for a folder."""
        return self.suffixes[0] if self.suffixes else ""


def export_formats() -> tuple[ExportFormat, ...]:
    """All formats that are installed, by name behind the program's own."""
    names = sorted(registry.format_names(), key=lambda name: (name != _OWN, name))
    return tuple(_facts(name) for name in names)


def _facts(name: str) -> ExportFormat:
    try:
        writer = registry.writer(name)
    except UserError as error:
        return ExportFormat(name, str(error), is_usable=False)
    # Writers that need no library of their own, as most, say nothing of one.
    extra = getattr(writer, "extra", "")
    return ExportFormat(
        name=name,
        title=writer.title,
        suffixes=writer.suffixes,
        loses=writer.loses,
        is_folder=writer.is_folder,
        extra=extra if extra and lacks(extra) else "",
    )
