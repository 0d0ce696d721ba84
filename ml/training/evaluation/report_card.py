"""The report as text and tables, for the model card and the terminal."""

from ..card import REPORT_HEADING

HEADLINE = {
    "prAuc": "PR-AUC",
    "rocAuc": "ROC-AUC",
    "recallAtFpr0001": "Recall at 0.1 % false positives",
    "recallAtFpr0005": "Recall at 0.5 % false positives",
    "reviewPrecision": "Precision from the review threshold",
    "reviewRecall": "Recall from the review threshold",
    "valueRecallAtReview": "Share of fraud money from the review threshold",
    "blockPrecision": "Precision from the block threshold",
    "blockRecall": "Recall from the block threshold",
    "brierSkill": "Brier skill against the base rate",
    "ece": "Calibration error, 15 bins",
    "eceTop1": "Calibration error in the top 1 % of scores",
}


def report_section(report: dict) -> str:
    test = next(found for found in report["slices"] if found["name"] == "test")
    return f"""{REPORT_HEADING}
{test["rows"]:,} transactions, {test["frauds"]:,} frauds ({report["labels"]} labels), {test["from"]} to {test["to"]}; \
read once, on {report["evaluatedAt"][:10]}.

| | value | 95 % interval |
|---|---|---|
{_headline_rows(report["headline"])}

| beside it | PR-AUC | precision | recall |
|---|---|---|---|
{_comparison_rows(report["comparisons"])}

{_notes(report["notes"])}
"""


def _headline_rows(headline: dict) -> str:
    rows = []
    for name, text in HEADLINE.items():
        found = headline[name]
        if found is not None:
            interval = "" if found["low"] is None else f"{found['low']:.4f} to {found['high']:.4f}"
            rows.append(f"| {text} | {found['value']:.4f} | {interval} |")
    return "\n".join(rows)


def _comparison_rows(comparisons: list[dict]) -> str:
    return "\n".join(
        f"| {found['name']} | {_figure(found['prAuc'])} | {_figure(found['precision'])} | {_figure(found['recall'])} |"
        for found in comparisons
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _notes(notes: list[str]) -> str:
    return "\n".join(f"- {note}" for note in notes)
