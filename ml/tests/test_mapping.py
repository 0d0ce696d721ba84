"""Guarantee: a mapping file means the same to the check and to the features export."""

import copy
import json

import pytest
from conftest import run_script

from training.mapping import canonical_mapping, parse_mapping, read_mapping

GOOD = {
    "delimiter": ";",
    "columns": {
        "occurredAt": {"column": "when", "format": "iso"},
        "type": {"column": "kind", "values": {"X": "PAYMENT"}, "default": "OTHER"},
        "amount": {"column": "sum"},
        "senderAccount": {"column": "card"},
        "receiverAccount": {"column": "shop"},
        "label": {"column": "class", "fraud": ["1", "bad"]},
        "labelAt": {"delayDays": 7},
    },
}
OURS = [
    "step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud",
    "occurred_at,type,amount,nameOrig,isFraud,label_at,device_id,external_id,something",
]


def changed(*path, value=None):
    """GOOD with one key set, or taken away where there is no value."""
    document = copy.deepcopy(GOOD)
    place = document
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


ACCEPTED = [
    GOOD,
    changed("delimiter"),
    changed("columns", "labelAt"),
    changed("columns", "labelAt", value={"column": "known", "format": "epoch-ms"}),
    changed("columns", "type", value={"constant": "TRANSFER"}),
    changed("columns", "type", value={"column": "kind"}),
    changed("columns", "label", value={"column": "class"}),
    changed("columns", "occurredAt", value={"column": "t", "format": "days", "epoch": "2026-01-05"}),
    changed("columns", "occurredAt", value={"column": "t", "format": "hours", "epoch": "2026-01-05 10:00"}),
]
REFUSED = {
    "delimiter": changed("delimiter", value=",,"),
    "columns.amount": changed("columns", "amount"),
    "columns.label": changed("columns", "label"),
    "columns.banana": changed("columns", "banana", value={"column": "x"}),
    "columns.amount.column": changed("columns", "amount", value={"column": ""}),
    "columns.amount.format": changed("columns", "amount", value={"column": "x", "format": "iso"}),
    "columns.occurredAt.format": changed("columns", "occurredAt", value={"column": "t", "format": "weeks"}),
    "columns.occurredAt.epoch": changed("columns", "occurredAt", value={"column": "t", "format": "hours"}),
    "columns.type.constant": changed("columns", "type", value={"constant": "GIFT"}),
    "columns.type.values.X": changed("columns", "type", "values", value={"X": "GIFT"}),
    "columns.type.default": changed("columns", "type", "default", value="GIFT"),
    "columns.label.fraud": changed("columns", "label", value={"column": "class", "fraud": []}),
    "columns.labelAt.delayDays": changed("columns", "labelAt", value={"delayDays": -1}),
    "columns": {"columns": []},
    "the file": [1, 2],
}
ASK_EXPORT = """
import { readFileSync } from 'node:fs'
import { mappingSchema } from './scripts/training-data/mapping'
import { canonicalMapping } from './scripts/training-data/canonical-columns'
const { documents, headers } = JSON.parse(readFileSync(0, 'utf8'))
const accepted = documents.map((document) => mappingSchema.safeParse(document).success)
const columns = headers.map((header) => canonicalMapping(header).columns)
console.log(JSON.stringify({ accepted, columns }))
"""


@pytest.fixture(scope="module")
def export_says():
    asked = {"documents": [*ACCEPTED, *REFUSED.values()], "headers": [header.split(",") for header in OURS]}
    return json.loads(run_script("-e", ASK_EXPORT, text=json.dumps(asked)))


@pytest.mark.parametrize("document", ACCEPTED)
def test_valid_mappings_are_read(document):
    assert parse_mapping(document).sources["amount"].column == "sum"


@pytest.mark.parametrize("key", REFUSED)
def test_a_wrong_key_is_named(key):
    with pytest.raises(ValueError, match=f"^{key}: "):
        parse_mapping(REFUSED[key])


def test_the_export_accepts_and_rejects_the_same(export_says):
    assert export_says["accepted"] == [True] * len(ACCEPTED) + [False] * len(REFUSED)


def test_without_a_mapping_both_find_the_same_columns(export_says):
    for header, theirs in zip(OURS, export_says["columns"]):
        ours = canonical_mapping(header.split(",")).sources
        assert {name: source.column for name, source in ours.items()} == {
            name: source["column"] for name, source in theirs.items()
        }
        assert ours["occurredAt"].format == theirs["occurredAt"]["format"]


def test_a_file_that_is_not_json_is_rejected(tmp_path):
    (tmp_path / "mapping.json").write_text("{")
    with pytest.raises(ValueError, match="mapping.json: no JSON"):
        read_mapping(tmp_path / "mapping.json")
    assert read_mapping(None) is None
