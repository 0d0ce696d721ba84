"""The pandera schema of a transaction file: one check per cell, worded for the user who corrects it."""

import pandas as pd
import pandera.pandas as pa

from .mapping import ISO_TIME, REQUIRED, TYPES, Mapping, Source

MONEY = r"-?\d{1,13}(\.\d+)?"
AMOUNT = r"\d{1,13}(\.\d+)?"
NUMBER = r"-?\d+(\.\d+)?([eE][+-]?\d+)?"
COUNT = r"\d{1,9}(\.0+)?"
PATTERNS = {
    "amount": (AMOUNT, "is no amount: a plain number, not negative, is expected"),
    "senderBalanceBefore": (MONEY, "is no sum of money"),
    "receiverBalanceBefore": (MONEY, "is no sum of money"),
    "latitude": (NUMBER, "is no number"),
    "longitude": (NUMBER, "is no number"),
    "declinedAttempts": (COUNT, "is no count"),
}


def file_schema(mapping: Mapping) -> pa.DataFrameSchema:
    """All columns are texts; an empty cell is a missing value, which only required fields reject."""
    checks: dict[str, list[pa.Check]] = {}
    for name, source in mapping.sources.items():
        if source.column is not None:
            checks.setdefault(source.column, []).extend(_checks(name, source))
    return pa.DataFrameSchema({column: pa.Column(str, found) for column, found in checks.items()})


def read_times(values: pd.Series, form: str) -> pd.Series:
    """Numbers that rise with time, NaN where a cell cannot be read. ISO times without a zone are UTC."""
    if form != "iso":
        return pd.to_numeric(values, errors="coerce")
    written = values.where(values.str.fullmatch(ISO_TIME), None).str.replace(" Z", "Z")
    times = pd.to_datetime(written, format="ISO8601", utc=True, errors="coerce")
    return times.dt.as_unit("ms").astype("int64").where(times.notna())


def _checks(name: str, source: Source) -> list[pa.Check]:
    required = [_check(lambda cells: cells != "", "is empty, but needed")] if name in REQUIRED else []
    if name in ("occurredAt", "labelAt"):
        return [*required, _check(lambda cells: _is_time(cells, source.format), f"is no time ({source.format})")]
    if name == "type":
        return [*required, *_type_checks(source)]
    if name == "label":
        return [*required, *_label_checks(source)]
    if name in PATTERNS:
        pattern, text = PATTERNS[name]
        return [*required, _check(lambda cells: cells.str.fullmatch(pattern) | (cells == ""), text)]
    return required


def _type_checks(source: Source) -> list[pa.Check]:
    if source.default is not None:
        return []
    known = {*source.values} or {*TYPES}
    text = f"is no known type: {', '.join(sorted(known))}"
    return [_check(lambda cells: cells.isin(known) | (cells == ""), text)]


def _label_checks(source: Source) -> list[pa.Check]:
    """Without own words a label is 0 or 1; with them every other text means legitimate."""
    if source.words != ("1",):
        return []
    return [_check(lambda cells: cells.isin(["0", "1", ""]), "is no label: 0 or 1 is expected")]


def _is_time(cells: pd.Series, form: str) -> pd.Series:
    return read_times(cells, form).notna() | (cells == "")


def _check(holds, text: str) -> pa.Check:
    return pa.Check(holds, error=text)
