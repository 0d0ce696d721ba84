import type { TreeEnsemble } from '../trees'
import type { BundleManifest, CalibrationHistory, ImportOrigin } from '../types'

/** The model card of an imported model, Markdown: what is known of it here, and what is not. */
export function importCard(manifest: Omit<BundleManifest, 'files'>, trees: TreeEnsemble): string {
  const { name, version, imported, features, thresholds } = manifest
  if (!imported) throw new Error('only an imported model has this card')
  const { library, libraryVersion, booster, objective, reference } = imported
  return `# ${name} ${version}

Scores payment transactions for fraud. Imported from ${library} (${libraryVersion}, ${booster}, ${objective}): ${trees.treeCount} trees, \
${features.length} features. The institution trained it; its training data is not known here.

## Proof
- Model file SHA-256 \`${imported.fileSha256}\`.
- ${reference.rows.toLocaleString('en')} reference rows (file SHA-256 \`${reference.sha256}\`) reach \
${(100 * reference.leafShare).toFixed(1)} % of its leaves. On them the product differs from ${library}'s own results by at most \
${figure(reference.margin)} in the margin, ${figure(reference.contribution)} in a contribution and ${figure(reference.baseValue)} \
in the base value. ${boundText(imported)}

## Probability
${calibrationText(imported.history, library)}

| threshold | score |
|---|---|
| review, medium from | ${thresholds.review} |
| block, high from | ${thresholds.block} |

${thresholdText(imported.history)}

## Limits
- It has no report on a test slice: compare it with the model in production as a challenger before it decides.
- Features are computed by this product and rounded to float32. Values up to 1e-35 from zero are read as zero.
- Features: ${features.map((feature) => `\`${feature}\``).join(', ')}.
`
}

function boundText({ library, reference: { rows, margin, float32Rows } }: ImportOrigin): string {
  if (float32Rows === undefined) return 'An import with more than 1e-5 is rejected.'
  const equal =
    `${library} adds its trees in float32: added that way, the imported trees give its margin bit for bit in ` +
    `${float32Rows.toLocaleString('en')} of ${rows.toLocaleString('en')} rows.`
  return margin > 1e-5
    ? `${equal} Margins beyond 1e-5 are among these rows, so their difference is the rounding of ${library} alone.`
    : `${equal} No margin differs by more than 1e-5.`
}

const figure = (difference: number): string => difference.toExponential(1)

function calibrationText(history: CalibrationHistory | null, library: string): string {
  if (!history) {
    return `The probability is ${library}'s own. It was **not** calibrated on the institution's history: \`--calibration identity\`.`
  }
  return (
    `Calibrated by a logistic line on ${history.rows.toLocaleString('en')} decisions of the institution from ${history.from} to ` +
    `${history.to}, with ${history.frauds.toLocaleString('en')} frauds. Labels had ${history.labelDelayDays} days to arrive; a payment without one counts ` +
    'as genuine.'
  )
}

const thresholdText = (history: CalibrationHistory | null): string =>
  history
    ? 'The thresholds were chosen on the latest third of these decisions by the cost model of the institution.'
    : 'The thresholds were given with the import.'
