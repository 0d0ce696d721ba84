"""Checks a file before training and reports each error with line and column."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pandas as pd
from pandera.errors import SchemaErrors

from .file_schema import file_schema, read_times
from .mapping import Mapping, canonical_mapping

CHUNK_ROWS = 200_000
FEWEST_ROWS = 1_000
MOST_PROBLEMS = 20
FIRST_DATA_LINE = 2


class Problems:
    """Collects errors in the order of the lines; `full` when the limit is reached."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, line: int, column: str, text: str) -> None:
        self.found.append(f"Line {line}, column {column}: {text}")

    @property
    def full(self) -> bool:
        return len(self.found) >= MOST_PROBLEMS

    def raise_if_any(self, path: Path) -> None:
        if self.found:
            shown = "\n  ".join(self.found[:MOST_PROBLEMS])
            raise ValueError(f"{path.name} cannot be used.\n  {shown}")


def check_file(path: Path, mapping: Mapping | None) -> None:
    """Raises ValueError with up to MOST_PROBLEMS problems, or with what the file as a whole lacks."""
    header = read_header(path, mapping.delimiter if mapping else ",")
    mapping = mapping or canonical_mapping(header)
    missing = [column for column in mapping.columns() if column not in header]
    if missing:
        raise ValueError(
            f"{path.name}, line 1: column {', '.join(missing)} is missing. It has {', '.join(header)}"
        )
    twice = {column for column in header if header.count(column) > 1}
    if twice:
        raise ValueError(f"{path.name}, line 1: column {', '.join(sorted(twice))} is there twice")

    schema, problems, whole = file_schema(mapping), Problems(), _WholeFile(mapping)
    try:
        for chunk in _chunks(path, mapping.delimiter):
            _check_cells(schema, chunk, problems)
            whole.see(chunk, problems)
            if problems.full:
                break
    except pd.errors.ParserError as error:
        raise ValueError(
            f"{path.name}: {str(error).strip().removeprefix('Error tokenizing data. C error: ')}"
        ) from error
    problems.raise_if_any(path)
    whole.require(path)


def read_header(path: Path, delimiter: str) -> list[str]:
    """Raises ValueError when there is no first line, or it is no text."""
    opened = gzip.open(path, "rt", newline="") if path.suffix == ".gz" else open(path, newline="")
    try:
        with opened as file:
            header = next(csv.reader(file, delimiter=delimiter), [])
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
        raise ValueError(f"{path.name} is no CSV text: {error}") from error
    if not header:
        raise ValueError(f"{path.name} is empty")
    return header


def _chunks(path: Path, delimiter: str):
    options = {"dtype": str, "keep_default_na": False, "chunksize": CHUNK_ROWS, "index_col": False}
    return pd.read_csv(path, sep=delimiter, **options)


def _check_cells(schema, chunk: pd.DataFrame, problems: Problems) -> None:
    try:
        schema.validate(chunk, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.sort_values("index", kind="stable").head(MOST_PROBLEMS)
        for row, column, value, check in cases[["index", "column", "failure_case", "check"]].itertuples(
            index=False
        ):
            problems.add(int(row) + FIRST_DATA_LINE, column, f'"{value}" {check}')


class _WholeFile:
    """What can only be known over all lines: order, repeated ids, enough rows of both kinds."""

    def __init__(self, mapping: Mapping):
        self._time, self._label = mapping.sources["occurredAt"], mapping.sources["label"]
        self._id = mapping.sources.get("externalId")
        self._last = -np.inf
        self._ids: list[np.ndarray] = []
        self._rows = self._frauds = 0

    def see(self, chunk: pd.DataFrame, problems: Problems) -> None:
        self._rows += len(chunk)
        self._frauds += int(chunk[self._label.column].isin(self._label.words).sum())
        times = np.append(self._last, read_times(chunk[self._time.column], self._time.format).to_numpy(np.float64))
        for row in np.flatnonzero(np.diff(times) < 0)[:MOST_PROBLEMS]:
            problems.add(chunk.index[row] + FIRST_DATA_LINE, self._time.column, "it lies before the line above it")
        self._last = times[-1]
        if self._id is not None:
            self._see_ids(chunk[self._id.column], problems)

    def _see_ids(self, ids: pd.Series, problems: Problems) -> None:
        """Compares 64-bit hashes: two of a million different ids share one with a chance below one in ten million."""
        given = ids[ids != ""]
        hashes = pd.util.hash_array(given.to_numpy(object))
        seen = pd.Series(hashes).duplicated().to_numpy(copy=True)
        for earlier in self._ids:
            seen |= np.isin(hashes, earlier)
        for row in given.index[seen][:MOST_PROBLEMS]:
            problems.add(row + FIRST_DATA_LINE, self._id.column, f'"{given[row]}" is there twice')
        self._ids.append(hashes)

    def require(self, path: Path) -> None:
        if self._rows < FEWEST_ROWS:
            raise ValueError(f"{path.name} has {self._rows} rows: too few to learn from, {FEWEST_ROWS} are needed")
        if self._frauds == 0:
            words = " or ".join(self._label.words)
            raise ValueError(f"{path.name}, column {self._label.column}: no row is fraud ({words})")
        if self._frauds == self._rows:
            raise ValueError(f"{path.name}, column {self._label.column}: every row is fraud")
