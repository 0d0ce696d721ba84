"""The model card: what a person has to know before relying on the model."""

from .boosting import PARAMETERS
from .feature_choice import BALANCE_FEATURES, NEW_ACCOUNT_FEATURES, WEEKDAY_FEATURES
from .slices import Slices
from .table import Table
from .thresholds import BLOCK_PRECISION, HIGH_PRECISION, MEDIUM_PRECISION, REVIEW_RECALL

SLICE_USES = {
    "train": "fits the trees",
    "stopping": "decides how many trees",
    "calibration": "turns margins into probabilities; chooses the thresholds; the tuner's curves",
    "test": "the figures below; the choice of features saw them too, see Limits",
}


def write_card(manifest: dict, table: Table, slices: Slices, trees: int) -> str:
    """Markdown, from the manifest alone wherever it has the figure."""
    metrics, thresholds = manifest["metrics"], manifest["thresholds"]
    return f"""# {manifest["name"]} {manifest["version"]}

A first model for mobile-money transactions: LightGBM, {trees} trees of at most {PARAMETERS["num_leaves"]} leaves and depth \
{PARAMETERS["max_depth"]}, {len(manifest["features"])} features.

## Data
PaySim 2.0 simulator output (Lopez-Rojas et al., 2016), file SHA-256 {table.source_sha256}.
Simulated customers: the figures say that the path from data to decision is right, not how it would do at a bank.

Slices are cut by time, each for one purpose:

| slice | from | to | rows | frauds | fraud rate | use |
|---|---|---|---|---|---|---|
{_slice_rows(table, slices)}

Fraud in this data is constant per day while the volume falls, so the fraud rate drifts upward by more than ten times.
The calibration slice lies right before the test slice; on traffic with a much lower fraud rate, such as the training
slice's, the probabilities are too high although their order holds.

## Features left out
- Balances ({_names(BALANCE_FEATURES)}): a simulated fraud takes exactly the balance, which gives the label away.
- Newness of an account ({_names(NEW_ACCOUNT_FEATURES)}): the simulator creates a mule account for each fraud, so
  these give it away as well.
- Weekdays ({_names(WEEKDAY_FEATURES)}): the simulated month has none.

What each choice does on the test slice:

| | PR-AUC | distinct scores |
|---|---|---|
| this model | {metrics["prAuc"]:.4f} | {metrics["distinctScores"]:,.0f} |
| all features but balances | {metrics["withoutBalancePrAuc"]:.4f} | {metrics["withoutBalanceDistinctScores"]:,.0f} |
| all features | {metrics["allFeaturesPrAuc"]:.4f} | {metrics["allFeaturesDistinctScores"]:,.0f} |

The one-line rule `amount == sender balance before` has precision {metrics["rulePrecision"]:.4f} and recall \
{metrics["ruleRecall"]:.4f} there. A model that may see balances can only repeat it.

## Figures on the test slice
- ROC-AUC {metrics["rocAuc"]:.4f}, Brier score {metrics["brier"]:.5f}, log-loss {metrics["logLoss"]:.5f}.
- Mean score {metrics["meanScore"]:.4f} against a fraud rate of {metrics["fraudRate"]:.4f}.
- Margins from {metrics["lowestMargin"]:.2f} to {metrics["highestMargin"]:.2f}; {metrics["lowRows"]:,.0f} rows low, \
{metrics["mediumRows"]:,.0f} medium, {metrics["highRows"]:,.0f} high.

| threshold | score | chosen so that, on the calibration slice, | precision | recall |
|---|---|---|---|---|
| medium from | {thresholds["mediumFrom"]} | {MEDIUM_PRECISION:.0%} of what is at or above it is fraud | | |
| review | {thresholds["review"]} | {REVIEW_RECALL:.0%} of the frauds are at or above it | {metrics["reviewPrecision"]:.4f} \
| {metrics["reviewRecall"]:.4f} |
| high from | {thresholds["highFrom"]} | {HIGH_PRECISION:.0%} of what is at or above it is fraud | | |
| block | {thresholds["block"]} | {BLOCK_PRECISION:.0%} of what is at or above it is fraud | {metrics["blockPrecision"]:.4f} \
| {metrics["blockRecall"]:.4f} |

Promises made on the calibration slice need not hold later, as the last two columns (test slice) show.

## Limits
- Transactions of type OTHER, accounts without history and missing receivers hardly occur in the training data.
- Frauds come in pairs (a transfer, then a cash-out of the same amount); the count of independent cases is half.
- Few frauds: differences in the second digit between two models of this kind mean nothing.
- The choice of features, learning rate and regularisation was made after seeing candidates on the late rows that became
  the test slice, so its figures are somewhat optimistic; trees, calibration and thresholds never saw those rows.
"""


def _slice_rows(table: Table, slices: Slices) -> str:
    rows = []
    for name, span in slices.named().items():
        count, frauds = span.stop - span.start, int(table.label[span].sum())
        first, last = table.time_of_step(table.step[span.start]), table.time_of_step(table.step[span.stop - 1])
        rows.append(
            f"| {name} | {first} | {last} | {count:,} | {frauds} | {frauds / count:.3%} | {SLICE_USES[name]} |"
        )
    return "\n".join(rows)


def _names(features: frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(features))
