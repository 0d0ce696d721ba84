"""Progress of long steps: bars on a terminal, or one JSON line per step for a server that reads them."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tqdm import tqdm

_state = {"lines": False}


def print_lines() -> None:
    """From now on every step is a line {"progress": name, "done": n, "of": total} on stdout."""
    _state["lines"] = True


def progress_of(name: str, unit: str) -> Callable[[Iterable], Iterable]:
    """Wraps what is worked off, one step per item."""
    return lambda items: Lines(name, items=items) if _state["lines"] else tqdm(items, desc=name, unit=unit)


def steps(name: str, unit: str, total: int, done: int = 0) -> Any:
    """A context whose `update()` counts one step; `n` is the number so far."""
    return Lines(name, total=total, done=done) if _state["lines"] else tqdm(total=total, initial=done, desc=name, unit=unit)


class Lines:
    def __init__(self, name: str, items: Iterable | None = None, total: int | None = None, done: int = 0):
        self._name = name
        self._items = () if items is None else items
        self._total = total if items is None else _length(items)
        self.n = done
        self._print()

    def update(self) -> None:
        self.n += 1
        self._print()

    def __iter__(self) -> Iterator:
        for item in self._items:
            yield item
            self.update()

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def _print(self) -> None:
        print(json.dumps({"progress": self._name, "done": self.n, "of": self._total}), flush=True)


def _length(items: Iterable) -> int | None:
    return len(items) if hasattr(items, "__len__") else None
