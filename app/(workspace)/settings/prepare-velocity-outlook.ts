import { SEVERITIES, type Severity } from '@/lib/engine/velocity'
import type { VelocityOutlook } from '@/lib/governance/changes/schema'
import { type ImpactRow, pair } from './prepare-impact'

const LABELS: Record<Severity, string> = {
  low: 'Low velocity',
  high: 'High velocity',
  critical: 'Critical velocity',
}

/** The figures of all windows as texts: all payments, those of each severity, and those with another outcome. */
export function prepareVelocityOutlook({ windows }: VelocityOutlook): ImpactRow[] {
  const row = (label: string, text: (window: VelocityOutlook['windows'][number]) => string): ImpactRow => ({
    label,
    cells: windows.map(text),
  })
  return [
    row('Transactions', ({ transactions }) => whole.format(transactions)),
    ...SEVERITIES.map((severity) =>
      row(LABELS[severity], ({ hits: { before, after } }) =>
        pair({ before: before[severity], after: after[severity] }, (value) => whole.format(value)),
      ),
    ),
    row('With another outcome', ({ flipped }) => whole.format(flipped)),
  ]
}

const whole = new Intl.NumberFormat('en-US')
