"""What a reader was given before, so that the same files are read once in a run."""

from collections.abc import Hashable

_MOST = 1_000_000
_TOLD = 10_000


class Seen:
    """Hashes of what was seen; forgotten when there are too many."""

    def __init__(self, what: str) -> None:
        """Start with nothing.

        Args:
            what: What is read, for the count that is printed now and then.
        """
        self._what = what
        self._known: set[int] = set()

    def new(self, *given: Hashable) -> bool:
        """Tell whether this was not given before, and remember it.

        Args:
            given: What is read.

        Returns:
            Whether it is new.
        """
        key = hash(given)
        if key in self._known:
            return False
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known.add(key)
        if not len(self._known) % _TOLD:
            print(f"{len(self._known):,} different {self._what}", flush=True)
        return True
