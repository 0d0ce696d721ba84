import { formatAmount } from '@/components/fraud/format-numbers'
import type { Estimate, Impact, ImpactWindow } from '@/lib/governance/changes/schema'

/** One figure of an impact, with a text per window. */
export interface ImpactRow {
  label: string
  cells: string[]
}

const ARROW = ' → '
const whole = new Intl.NumberFormat('en-US')
const tenth = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

/** The figures of all windows as texts, in the order in which an administrator asks for them. */
export function prepareImpact({ windows, currency, alert_capacity_per_day: capacity }: Impact): ImpactRow[] {
  const row = (label: string, text: (window: ImpactWindow) => string): ImpactRow => ({
    label,
    cells: windows.map(text),
  })
  return [
    row('Transactions', ({ transactions }) => whole.format(transactions)),
    row('With another outcome', ({ flipped }) => whole.format(flipped)),
    row(`Alerts per day (capacity ${tenth.format(capacity)})`, ({ alerts_per_day: alerts }) =>
      pair(alerts, (value) => tenth.format(value)),
    ),
    row('Blocked payments', ({ blocked }) => pair(blocked, ({ transactions }) => whole.format(transactions))),
    row(`Blocked money (${currency})`, ({ blocked }) => pair(blocked, ({ amount }) => formatAmount(amount))),
    row(`Won (${currency})`, ({ money }) => estimate(money.won)),
    row(`Lost (${currency})`, ({ money }) => estimate(money.lost)),
    row(`Balance (${currency})`, ({ money }) => estimate(money.net)),
    row('Known frauds stopped', ({ labels }) =>
      labels.frauds === 0 ? 'none known' : `${pair(labels.frauds_stopped, String)} of ${labels.frauds}`,
    ),
    row('Known genuine payments stopped', ({ labels }) => pair(labels.genuine_stopped, String)),
  ]
}

/** '3 → 5', or '3' where both are the same. */
export function pair<T>({ before, after }: { before: T; after: T }, text: (value: T) => string): string {
  const [was, will] = [text(before), text(after)]
  return was === will ? was : was + ARROW + will
}

const estimate = ({ expected, low, high }: Estimate): string =>
  `${formatAmount(expected)} (${formatAmount(low)} to ${formatAmount(high)})`

/** What the alerts of the longest window mean for the reviewers; null while they fit. */
export function overloadOf({ windows, alert_capacity_per_day: capacity }: Impact): string | null {
  const perDay = windows.at(-1)?.alerts_per_day
  if (!perDay || perDay.after <= capacity) return null
  const over = tenth.format(perDay.after - capacity)
  const already = perDay.before > capacity ? ' They exceed it now as well.' : ''
  return `Alerts would exceed the review capacity by ${over} a day.${already}`
}

/** How many of the payments with another outcome are named. */
export function namedFlipsOf({ windows, largest_flips: named }: Impact): string {
  const flipped = windows.at(-1)?.flipped ?? 0
  return named.length < flipped
    ? `Of ${whole.format(flipped)} payments with another outcome, all of which are counted above, these are the ${named.length} largest.`
    : `These are all payments with another outcome.`
}
