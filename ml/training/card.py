"""The model card: what a reader must know before relying on the model."""

from .boosting import MAX_DEPTH
from .champion import Fitted
from .columns_by_gain import MOST_COLUMNS
from .exploration import weight_note
from .leaks import leak_text
from .options import Options
from .slices import iso_time
from .thresholds import BLOCK_PRECISION
from .training_data import TrainingData

SLICE_USES = {
    "train": "fits the trees",
    "stopping": "decides how many trees, and which of the searched settings",
    "calibration": "turns margins into probabilities",
    "threshold": "chooses the kind of calibration and the thresholds; the tuner's curves",
    "test": "the report, once",
}
FEW_FRAUDS = 100
REPORT_HEADING = "## Figures on the test slice"


def write_card(
    manifest: dict, data: TrainingData, fitted: Fitted, options: Options, search: dict, leaks: list[dict]
) -> str:
    """Markdown. The test slice is not read here; the evaluation appends its results."""
    return f"""# {manifest["name"]} {manifest["version"]}

{_purpose(manifest, fitted)}

## Data
{options.about + chr(10) if options.about else ""}\
File SHA-256 `{manifest["training"]["dataSha256"]}`, {data.info.rows:,} transactions{_mapping(manifest)}.

Slices are cut by time, each for one purpose. Labels are those that had arrived when the test slice begins, \
{iso_time(data.slices.test_from_ms)}. Rows of the {data.slices.gap_days:.1f} days before it are used for nothing: most of \
their labels were still on their way.

| slice | from | to | rows | known frauds | rate | use |
|---|---|---|---|---|---|---|
{_slice_rows(manifest)}
{_file_notes(data, leaks)}
## How it was made
- Features: {len(manifest["features"])} of the catalogue, computed by the code that serves. {_dropped(data, options)}
- {search["trials"]} settings were tried within {search["budgetSeconds"]:.0f} seconds by average precision on the \
stopping slice. Chosen: {_settings(search["best"])}.
- Calibration: {_calibrations(fitted)}
- Thresholds by cost: a review costs {options.costs.review:g}, a missed fraud {_missed(options)}, in the currency of \
the data.

| threshold | score | chosen, on the threshold slice, as |
|---|---|---|
| review, medium from | {manifest["thresholds"]["review"]} | the one of most net savings whose medium band keeps to the \
share of traffic that people can review |
| block, high from | {manifest["thresholds"]["block"]} | the lowest above which {BLOCK_PRECISION:.0%} is fraud, where \
there is one |

There, {manifest["metrics"]["mediumShare"]:.2%} of the rows are medium and {manifest["metrics"]["highShare"]:.2%} high; \
margins lie between {manifest["metrics"]["lowestMargin"]:.2f} and {manifest["metrics"]["highestMargin"]:.2f}.

## Limits
{_limits(manifest, data)}
"""


def _purpose(manifest: dict, fitted: Fitted) -> str:
    return (
        "Scores payment transactions for fraud: the calibrated probability that a transaction will be labelled fraud. "
        f"LightGBM, {fitted.booster.num_trees()} trees of depth up to {MAX_DEPTH}."
    )


def _mapping(manifest: dict) -> str:
    mapping = manifest["training"]["mappingSha256"]
    return f", read through the mapping `{mapping}`" if mapping else ""


def _file_notes(data: TrainingData, leaks: list[dict]) -> str:
    weighted = [] if data.weight is None else [weight_note(data.weight, data.rows.inverse_propensity)]
    allowed = [f"Likely leak, allowed with --allow-leak: {leak_text(leak)}." for leak in leaks]
    notes = [*data.info.notes, *weighted, *allowed]
    return "".join(f"\n- {text}" for text in notes) + "\n" * bool(notes)


def _slice_rows(manifest: dict) -> str:
    return "\n".join(
        f"| {found['name']} | {found['from']} | {found['to']} | {found['rows']:,} | {found['frauds']:,} "
        f"| {found['frauds'] / found['rows']:.3%} | {SLICE_USES[found['name']]} |"
        for found in manifest["slices"]
    )


def _dropped(data: TrainingData, options: Options) -> str:
    families = f"Left out on purpose: {', '.join(sorted(options.dropped))}. " if options.dropped else ""
    constant = len(data.info.features) - len(data.columns)
    told = (
        f" Clocks tell the date, as histories begin with the file: {_names(data.clocks)}." if data.clocks else ""
    )
    unused = f"{constant} of {len(data.info.features)} are not used: left out, constant, a clock, or of little gain"
    return f"{families}{unused}; at most {MOST_COLUMNS} are kept, by their gain in one fit to the train slice.{told}"


def _names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _settings(best: dict) -> str:
    return ", ".join(f"`{name}` {value:.3g}" for name, value in best.items())


def _calibrations(fitted: Fitted) -> str:
    tried = ", ".join(f"{kind} {found['logLoss']:.5f}" for kind, found in fitted.candidates.quality.items())
    return (
        f"{fitted.candidates.chosen}, the kind of lowest log-loss on the threshold slice among those that keep the "
        f"order ({tried}; isotonic ties scores and is never shipped)."
    )


def _missed(options: Options) -> str:
    return "what it took" if options.costs.missed == "amount" else f"{options.costs.missed:g}"


def _limits(manifest: dict, data: TrainingData) -> str:
    limits = [
        _meaning(data.slices.arrival.coverage),
        "It holds for traffic like this data. Watch drift, and retrain on your own transactions.",
    ]
    if data.slices.delay_days > data.slices.gap_days:
        limits.append(
            f"Seven in ten labels take {data.slices.delay_days:.1f} days, longer than the gap: some frauds of the last "
            "slices count as honest, and probabilities are too low."
        )
    few = [found["name"] for found in manifest["slices"] if found["frauds"] < FEW_FRAUDS]
    if few:
        limits.append(
            f"Fewer than {FEW_FRAUDS} known frauds in: {', '.join(few)}. What was chosen there is uncertain."
        )
    return "\n".join(f"- {text}" for text in limits)


def _meaning(coverage: float) -> str:
    on_its_way = "Labels still on their way when it was made are accounted for"
    if coverage < 1:
        return f"{on_its_way}, and so are the {1 - coverage:.1%} of frauds that, as was stated, never get one."
    return f"{on_its_way}. The probability is that of a fraud label: fraud that nobody reports is not in it."
