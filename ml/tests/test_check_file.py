"""Guarantee: a file that cannot be used is refused at once, by line and column, in words."""

import gzip

import pytest

from training.check_file import check_file
from training.mapping import parse_mapping

HEADER = (
    "occurred_at,type,amount,nameOrig,nameDest,oldbalanceOrg,device_id,latitude,declined_attempts,"
    "isFraud,external_id"
)
MAPPING = {
    "columns": {
        "occurredAt": {"column": "when", "format": "seconds", "epoch": "2026-01-05T00:00:00Z"},
        "type": {"column": "kind", "values": {"P": "PAYMENT"}},
        "amount": {"column": "sum"},
        "senderAccount": {"column": "card"},
        "label": {"column": "class", "fraud": ["bad"]},
    }
}


def rows(count: int = 1_500) -> list[str]:
    times = [f"2026-01-{5 + i // 100:02}T{i % 100 // 5:02}:00:00Z" for i in range(count)]
    return [
        f"{time},PAYMENT,{i}.50,A{i % 7},B{i % 5},,,,,{int(i % 50 == 0)},id{i}" for i, time in enumerate(times)
    ]


def written(tmp_path, lines, header=HEADER, name="file.csv"):
    path = tmp_path / name
    path.write_text("\n".join([header, *lines]) + "\n")
    return path


def broken(tmp_path, line: int, column: str, value: str):
    """A good file with one bad cell; `line` counts from 1 and the header is the first."""
    lines = rows()
    cells = lines[line - 2].split(",")
    cells[HEADER.split(",").index(column)] = value
    lines[line - 2] = ",".join(cells)
    return written(tmp_path, lines)


def test_a_valid_file_passes_plain_and_compressed(tmp_path):
    path = written(tmp_path, rows())
    check_file(path, None)
    packed = tmp_path / "file.csv.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    check_file(packed, None)


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("amount", "12,5", "saw 12"),
        ("amount", "much", "is no amount"),
        ("amount", "-1", "is no amount"),
        ("amount", "1e5", "is no amount"),
        ("amount", "NaN", "is no amount"),
        ("amount", "", "is empty, but needed"),
        ("occurred_at", "yesterday", "is no time"),
        ("occurred_at", "2026-02-30T00:00:00Z", "is no time"),
        ("occurred_at", "2026-01-05", "lies before the line above"),
        ("type", "GIFT", "is no known type: .*PAYMENT"),
        ("type", "", "is empty, but needed"),
        ("nameOrig", "", "is empty, but needed"),
        ("oldbalanceOrg", "lots", "is no sum of money"),
        ("latitude", "north", "is no number"),
        ("declined_attempts", "-2", "is no count"),
        ("isFraud", "yes", "is no label"),
        ("isFraud", "", "is empty, but needed"),
        ("external_id", "id3", "is there twice"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(tmp_path, column, value, text):
    with pytest.raises(ValueError, match=text) as raised:
        check_file(broken(tmp_path, 1234, column, value), None)
    assert "1234" in str(raised.value)
    assert column in str(raised.value) or "saw 12" in str(raised.value)


def test_a_repeated_id_in_a_later_part_of_the_file_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr("training.check_file.CHUNK_ROWS", 400)
    check_file(written(tmp_path, rows()), None)
    with pytest.raises(ValueError, match='Line 1002, column external_id: "id3" is there twice'):
        check_file(broken(tmp_path, 1_002, "external_id", "id3"), None)


def test_problems_are_reported_in_order_up_to_a_limit(tmp_path):
    lines = [line.replace("PAYMENT", "GIFT") for line in rows()]
    with pytest.raises(ValueError) as raised:
        check_file(written(tmp_path, lines), None)
    named = [line for line in str(raised.value).splitlines() if "Line" in line]
    assert len(named) == 20
    assert named[0].strip().startswith("Line 2, column type") and named[1].strip().startswith("Line 3,")


def test_a_short_line_is_rejected(tmp_path):
    lines = rows()
    lines[99] = "2026-01-05T20:00:00Z,PAYMENT,1.00"
    with pytest.raises(ValueError, match='Line 101, column isFraud: "" is empty'):
        check_file(written(tmp_path, lines), None)


def test_a_missing_or_repeated_column_is_rejected(tmp_path):
    with pytest.raises(ValueError, match="line 1: column amount is missing"):
        check_file(written(tmp_path, rows(), HEADER.replace("amount", "sum")), None)
    with pytest.raises(ValueError, match="column type is there twice"):
        check_file(written(tmp_path, rows(), HEADER.replace("nameDest", "type")), None)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([], "0 rows: too few"),
        (rows(10), "10 rows: too few"),
        ([line.replace(",1,id", ",0,id") for line in rows()], "no row is fraud"),
        ([line.replace(",0,id", ",1,id") for line in rows()], "every row is fraud"),
    ],
)
def test_a_file_with_too_little_data_is_rejected(tmp_path, lines, text):
    with pytest.raises(ValueError, match=text):
        check_file(written(tmp_path, lines), None)


def test_an_empty_file_and_a_binary_file_are_rejected(tmp_path):
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(ValueError, match="is empty"):
        check_file(tmp_path / "empty.csv", None)
    (tmp_path / "plain.csv.gz").write_text("not packed")
    with pytest.raises(ValueError, match="is no CSV text"):
        check_file(tmp_path / "plain.csv.gz", None)
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00\x81" * 50)
    with pytest.raises(ValueError, match="is no CSV text"):
        check_file(tmp_path / "bytes.csv", None)


def test_a_mapped_file_is_checked_by_its_own_names(tmp_path):
    lines = [f"{i * 60},P,{i}.5,card{i % 9},{'bad' if i % 40 == 0 else 'good'}" for i in range(1_200)]
    header = "when,kind,sum,card,class"
    mapping = parse_mapping(MAPPING)
    check_file(written(tmp_path, lines, header), mapping)
    lines[500] = lines[500].replace(",P,", ",Q,")
    with pytest.raises(ValueError, match='Line 502, column kind: "Q" is no known type: P'):
        check_file(written(tmp_path, lines, header), mapping)
    lines[500] = lines[500].replace(",Q,", ",P,").replace("30000,", "soon,")
    with pytest.raises(ValueError, match="Line 502, column when"):
        check_file(written(tmp_path, lines, header), mapping)
