import { formatCount } from '@/components/fraud/format-metrics'
import type { Drift } from '@/lib/governance/drift/schema'
import { formatIndex } from './drift-words'

/** One sentence: whether the model still sees what it was trained on. */
export function prepareVerdict({ overall_status, overall_psi, features }: Drift): string {
  const moved = features.filter(({ status }) => status !== 'stable')
  const leading = moved.slice(0, 3).map(({ label }) => label.toLowerCase())
  const index = overall_psi === null ? '' : ` (overall index ${formatIndex(overall_psi)})`
  if (overall_status === 'stable') {
    return moved.length === 0
      ? `Recent transactions look like those the model was trained on${index}.`
      : `Recent transactions look like those the model was trained on${index}; ${moved.length} less important ${moved.length === 1 ? 'feature' : 'features'} moved.`
  }
  const names = leading.join(', ')
  return overall_status === 'warning'
    ? `Recent transactions begin to differ from those the model was trained on${index}: ${names}.`
    : `Recent transactions differ from those the model was trained on${index}: ${names}.`
}

export interface DriftTile {
  label: string
  figure: string
  note: string
}

/** The figures at the top of the page. */
export function prepareDriftTiles(drift: Drift): DriftTile[] {
  const { outcomes, largest_psi: largest, features, n_recent, n_baseline, performance } = drift
  const capacity = outcomes.capacity_alerts_per_day
  const { estimated } = performance
  const percent = (value: number) => `${(value * 100).toFixed(value < 0.1 ? 1 : 0)} %`
  return [
    {
      label: 'Overall index',
      figure: drift.overall_psi === null ? 'none' : formatIndex(drift.overall_psi),
      note: 'below 0.1 stable, from 0.25 drifted',
    },
    {
      label: 'Largest index',
      figure: largest === null ? 'none' : formatIndex(largest.psi),
      note: features.find(({ feature }) => feature === largest?.feature)?.label ?? 'no feature',
    },
    {
      label: 'Alerts a day',
      figure: formatCount(outcomes.alerts_per_day),
      note: `capacity ${formatCount(capacity)} on a working day`,
    },
    {
      label: 'Estimated precision',
      figure: estimated?.precision ? percent(estimated.precision.value) : 'none',
      note: estimated?.precision
        ? `90 % interval ${percent(estimated.precision.low)} to ${percent(estimated.precision.high)}`
        : 'no alerts',
    },
    {
      label: 'Decisions compared',
      figure: formatCount(n_recent),
      note: `with ${formatCount(n_baseline)} of the baseline`,
    },
  ]
}
