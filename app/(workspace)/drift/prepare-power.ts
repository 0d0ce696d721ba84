import { formatCount, formatShare } from '@/components/fraud/format-metrics'
import type { Drift } from '@/lib/governance/drift/schema'

type Power = NonNullable<Drift['watch']['power']>
type Measured = NonNullable<Power['below']>

/** What the alarm finds at the institution's own volume, from simulated institutions. */
export function powerWords({ decisions_per_day: volume, within_days: days, below, above }: Power): string {
  const own = `With your ${formatCount(Math.round(volume))} payments a day, a new tactic of the simulated size raises an alarm within ${days} days`
  const shares = sharesOf(below, above)
  const measured = [below, above].filter((at) => at !== null)
  const volumes = new Map(
    measured.map((at) => [
      at.decisions_per_day,
      `${at.found} of ${at.of} at ${formatCount(at.decisions_per_day)}`,
    ]),
  )
  const advice =
    (below?.found ?? 0) / (below?.of ?? 1) >= OFTEN
      ? ''
      : ' Do not rely on the alarm alone: look at the performance by labels below.'
  return `${own} ${shares}: of simulated institutions, ${[...volumes.values()].join(' and ')} a day had one.${advice}`
}

/** From here on the alarm may be relied upon. */
const OFTEN = 0.9

function sharesOf(below: Measured | null, above: Measured | null): string {
  const share = ({ found, of }: Measured) => formatShare(found / of)
  if (!below) return above ? `in less than ${share(above)} of the cases` : 'in an unknown share of the cases'
  if (!above || share(below) === share(above)) return `in about ${share(below)} of the cases`
  return `in ${share(below)} to ${share(above)} of the cases`
}
