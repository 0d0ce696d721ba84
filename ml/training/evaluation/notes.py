"""What a reader has to know about the data before believing the figures; a report must never flatter."""

from .test_slice import TestSlice

# A data set that one line separates shows that the plumbing works, not that a model is good.
TELLTALE = 0.95
FEW_FRAUDS = 200
FEW_DAYS = 14


def notes(test: TestSlice, report: dict, days: int) -> list[str]:
    return [*test.info.notes, *_labels(test), *_telltale_rules(report), *_rivals(report), *_size(test, days), *_method(report)]


def _labels(test: TestSlice) -> list[str]:
    if test.labels == "truth":
        trained = (
            "Training knew only the labels that had arrived; the test slice is judged by what really happened."
        )
        return [
            f"{trained} Where frauds that nobody reports were not accounted for, scores look too low by their share."
        ]
    return [
        "The test slice is judged by the labels recorded in the file; fraud that nobody reported counts as honest."
    ]


def _telltale_rules(report: dict) -> list[str]:
    giving_away = [
        rule["name"]
        for rule in report["comparisons"]
        if rule["kind"] == "rule" and (rule["prAuc"] or 0) >= TELLTALE
    ]
    if not giving_away:
        return []
    return [
        f"In this data one line finds nearly all fraud ({'; '.join(giving_away)}). Either frauds are made that way, as in a "
        "simulation, or a column was filled in after the fraud was known. The figures do not tell how the model would do "
        "elsewhere."
    ]


def _rivals(report: dict) -> list[str]:
    """Names whatever does at least as well."""
    own = report["comparisons"][0]["prAuc"] or 0
    equal = [rival["name"] for rival in report["comparisons"][1:] if (rival["prAuc"] or 0) >= own]
    return [f"At least as good by PR-AUC: {', '.join(equal)}."] if equal else []


def _size(test: TestSlice, days: int) -> list[str]:
    found = []
    frauds = int(test.label.sum())
    if frauds < FEW_FRAUDS:
        found.append(f"Only {frauds} frauds in the test slice: differences in the second digit mean nothing.")
    if days < FEW_DAYS:
        found.append(
            f"The test slice has {days} days; intervals from so few days are too narrow, if there are any."
        )
    return found


def _method(report: dict) -> list[str]:
    found = [
        "Intervals: 95 %, bootstrap over days. The top 1 % of scores is judged in 10 bins, all scores in 15, of equal mass."
    ]
    if report["ablation"]:
        found.append(
            "Ablation, balances and sender-only compare models of the same settings on a smaller sample of rows; "
            "they are to be read against each other, not against the headline."
        )
    else:
        found.append("The work directory of the training run was not there: no comparison with other models.")
    return found
