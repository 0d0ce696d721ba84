"""Mapping files: assign the columns of a CSV to fields. scripts/training-data follows the same rules."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

TIME_FORMATS = ("iso", "epoch-s", "epoch-ms", "hours", "seconds", "days")
OFFSETS = ("hours", "seconds", "days")
TYPES = ("CASH_IN", "CASH_OUT", "DEBIT", "PAYMENT", "TRANSFER", "OTHER")
REQUIRED = ("occurredAt", "type", "amount", "senderAccount", "label")
PLAIN = (
    "amount",
    "senderAccount",
    "receiverAccount",
    "senderBalanceBefore",
    "receiverBalanceBefore",
    "deviceId",
    "phone",
    "ip",
    "country",
    "city",
    "latitude",
    "longitude",
    "merchantCategory",
    "channel",
    "declinedAttempts",
    "externalId",
    "currency",
)
FIELDS = (*PLAIN, "occurredAt", "type", "label", "labelAt")
ISO_TIME = r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?)?"


@dataclass(frozen=True)
class Source:
    """Where one field comes from. `values` maps texts to types; `words` are those that mean fraud."""

    column: str | None = None
    format: str | None = None
    epoch: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    default: str | None = None
    constant: str | None = None
    words: tuple[str, ...] = ("1",)
    delay_days: float | None = None


@dataclass(frozen=True)
class Mapping:
    delimiter: str
    sources: dict[str, Source]

    def columns(self) -> list[str]:
        return [source.column for source in self.sources.values() if source.column is not None]


# The columns that need no mapping: PaySim's, and ours.
CANONICAL = {
    "occurredAt": Source("step", format="hours", epoch="2026-01-05T00:00:00Z"),
    "type": Source("type"),
    "amount": Source("amount"),
    "senderAccount": Source("nameOrig"),
    "label": Source("isFraud"),
}
CANONICAL_OPTIONAL = {
    "occurredAt": Source("occurred_at", format="iso"),
    "receiverAccount": Source("nameDest"),
    "senderBalanceBefore": Source("oldbalanceOrg"),
    "receiverBalanceBefore": Source("oldbalanceDest"),
    "deviceId": Source("device_id"),
    "phone": Source("phone"),
    "ip": Source("ip"),
    "country": Source("country"),
    "city": Source("city"),
    "latitude": Source("latitude"),
    "longitude": Source("longitude"),
    "merchantCategory": Source("merchant_category"),
    "channel": Source("channel"),
    "declinedAttempts": Source("declined_attempts"),
    "externalId": Source("external_id"),
    "currency": Source("currency"),
    "labelAt": Source("label_at", format="iso"),
}


def canonical_mapping(header: list[str]) -> Mapping:
    """Our own names; of the optional columns those that the file has."""
    present = {name: source for name, source in CANONICAL_OPTIONAL.items() if source.column in header}
    return Mapping(",", CANONICAL | present)


def read_mapping(path: Path | None) -> Mapping | None:
    """None where there is no file. Raises ValueError naming the key that is wrong."""
    if path is None:
        return None
    try:
        document = json.loads(path.read_text())
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}: no JSON, {error}") from error
    try:
        return parse_mapping(document)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def parse_mapping(document: object) -> Mapping:
    _require(isinstance(document, dict), "", "an object is expected")
    _only(document, "", {"delimiter", "columns"})
    delimiter = document.get("delimiter", ",")
    _require(isinstance(delimiter, str) and len(delimiter) == 1, "delimiter", "one character is expected")
    columns = document.get("columns")
    _require(isinstance(columns, dict), "columns", "an object is expected")
    _only(columns, "columns.", set(FIELDS))
    for name in REQUIRED:
        _require(name in columns, f"columns.{name}", "it is missing")
    return Mapping(delimiter, {name: _source(name, value) for name, value in columns.items()})


def _source(name: str, value: object) -> Source:
    key = f"columns.{name}"
    _require(isinstance(value, dict), key, "an object is expected")
    read = {"occurredAt": _time, "type": _type, "label": _label, "labelAt": _label_time}.get(name, _plain)
    return read(key, value)


def _plain(key: str, value: dict) -> Source:
    _only(value, f"{key}.", {"column"})
    return Source(_column(key, value))


def _time(key: str, value: dict) -> Source:
    _only(value, f"{key}.", {"column", "format", "epoch"})
    form, epoch = value.get("format"), value.get("epoch")
    _require(form in TIME_FORMATS, f"{key}.format", f"one of {', '.join(TIME_FORMATS)} is expected")
    if form in OFFSETS:
        _require(
            isinstance(epoch, str) and re.fullmatch(ISO_TIME, epoch), f"{key}.epoch", f"{form} count from a time"
        )
    else:
        _require(epoch is None, f"{key}.epoch", f"{form} needs none")
    return Source(_column(key, value), format=form, epoch=epoch)


def _label_time(key: str, value: dict) -> Source:
    if "delayDays" not in value:
        return _time(key, value)
    _only(value, f"{key}.", {"delayDays"})
    days = value["delayDays"]
    is_number = isinstance(days, (int, float)) and not isinstance(days, bool)
    _require(is_number and days >= 0, f"{key}.delayDays", "a number of days is expected")
    return Source(delay_days=float(days))


def _type(key: str, value: dict) -> Source:
    if "constant" in value:
        _only(value, f"{key}.", {"constant"})
        _require(value["constant"] in TYPES, f"{key}.constant", f"one of {', '.join(TYPES)} is expected")
        return Source(constant=value["constant"])
    _only(value, f"{key}.", {"column", "values", "default"})
    values, default = value.get("values", {}), value.get("default")
    _require(isinstance(values, dict), f"{key}.values", "an object is expected")
    for word, kind in values.items():
        _require(kind in TYPES, f"{key}.values.{word}", f"one of {', '.join(TYPES)} is expected")
    _require(default is None or default in TYPES, f"{key}.default", f"one of {', '.join(TYPES)} is expected")
    return Source(_column(key, value), values=values, default=default)


def _label(key: str, value: dict) -> Source:
    _only(value, f"{key}.", {"column", "fraud"})
    words = value.get("fraud", ["1"])
    are_texts = isinstance(words, list) and words and all(isinstance(word, str) and word for word in words)
    _require(are_texts, f"{key}.fraud", "a list of texts is expected")
    return Source(_column(key, value), words=tuple(words))


def _column(key: str, value: dict) -> str:
    column = value.get("column")
    _require(isinstance(column, str) and column != "", f"{key}.column", "the name of a column is expected")
    return column


def _only(value: dict, prefix: str, known: set[str]) -> None:
    for name in value:
        _require(name in known, f"{prefix}{name}", "there is no such key")


def _require(holds: object, key: str, problem: str) -> None:
    if not holds:
        raise ValueError(f"{key or 'the file'}: {problem}")
