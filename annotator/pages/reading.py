"""Files and folders become raw pages, one at a time; a bad file is told and passed over."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path

from annotator.core.errors import Cancelled, UserError
from annotator.core.pages import RawPage
from annotator.pages.containers.budget import Budget
from annotator.pages.containers.container import Columns, Container, Refusal, Source
from annotator.pages.containers.unpacking import DAMAGED, place_on_disk
from annotator.pages.opening import files_in, in_words, opened, shown_path


class Reading(Iterator[RawPage | Refusal]):
    """The pages of files and of folders with all that is in them, in the order of their names.

    One page is in memory at a time. `url` is the address of the page in a file of one page, where
    the user knows it; `columns` is what the user says of tables. All files together unpack to
    `most_unpacked` bytes, where that is given. `on_read` is called now and then, also where no page
    comes for long, and may raise `Cancelled`. Nothing is raised for a file that cannot be read: it
    is answered as a `Refusal`.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        *,
        url: str | None = None,
        columns: Columns | None = None,
        most_unpacked: int | None = None,
        on_read: Callable[[], None] = lambda: None,
    ) -> None:
        self._on_read = on_read
        self._stop: Cancelled | None = None
        self._url = url
        self._columns = columns or Columns()
        self._budget = Budget(most_unpacked)
        self._answers = self._read(paths)
        self._past_bytes = 0
        self._source: Source | None = None
        self.name = ""
        """What the user calls the file that is being read."""

    def __next__(self) -> RawPage | Refusal:
        found = next(self._answers, None)
        if self._stop is not None:
            raise self._stop
        if found is None:
            raise StopIteration
        return found

    @property
    def done_bytes(self) -> int:
        """How many bytes of the files on the disk are read: those of `byte_count`, at the end."""
        source = self._source
        if source is None:
            return self._past_bytes
        place = place_on_disk(source.file)
        return self._past_bytes + (source.size if place is None else min(place, source.size))

    def close(self) -> None:
        """Let go of the file that is open; there is nothing more to come."""
        self._answers.close()

    def _tell(self) -> None:
        try:
            self._on_read()
        except Cancelled as stop:
            # A library on the way may take it for a damage of the file.
            self._stop = stop
            raise

    def _read(self, paths: Iterable[Path]) -> Generator[RawPage | Refusal, None, None]:
        for found in files_in(paths):
            if isinstance(found, Refusal):
                yield found
                continue
            self.name = shown_path(found)
            with opened(
                found, self._columns, self._budget, url=self._url, on_read=self._tell
            ) as one:
                if isinstance(one, Refusal):
                    self._past_bytes += _size(found)
                    yield one
                else:
                    yield from self._read_file(*one)

    def _read_file(self, container: Container, source: Source) -> Iterator[RawPage | Refusal]:
        self._source = source
        try:
            yield from container.read(source)
        except Cancelled:
            raise
        except UserError as error:
            yield Refusal(source.name, str(error))
        except DAMAGED:
            yield Refusal(source.name, "The gzip compression of the file is damaged.")
        except OSError as error:
            yield Refusal(source.name, in_words(error))
        finally:
            self._source = None
            self._past_bytes += source.size


def read_paths(paths: Iterable[Path], *, url: str | None = None) -> Reading:
    """The pages of files and folders, as `Reading` has them."""
    return Reading(paths, url=url)


def byte_count(paths: Iterable[Path]) -> int:
    """How many bytes reading these paths will take, if nothing changes meanwhile."""
    return sum(_size(found) for found in files_in(paths) if not isinstance(found, Refusal))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # told when it is read
