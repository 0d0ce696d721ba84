import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount, formatRange, formatShare } from '@/components/fraud/format-metrics'
import { formatAmount } from '@/components/fraud/format-numbers'
import { formatDay } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Exploration } from '@/lib/governance/exploration/schema'

interface ExplorationCardProps {
  exploration: Exploration
  /** Where it is set; null on that page, and for users who may not. */
  settingsHref: string | null
}

/** How precise blocking is: a blocked payment never shows whether it was fraud, one that was let through does. */
export function ExplorationCard({ exploration, settingsHref }: ExplorationCardProps) {
  const { settings, estimate } = exploration
  const isOn = settings !== null && settings.share > 0
  return (
    <Card>
      <CardHeader>
        <CardTitle>How precise is blocking?</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <CardNote>{inWords(exploration, isOn)}</CardNote>
        {isOn || estimate.candidates > 0 ? <EstimateTable exploration={exploration} /> : null}
        {settingsHref === null ? null : (
          <Link
            href={settingsHref}
            prefetch={false}
            className="w-fit text-[13px] underline underline-offset-4"
          >
            Settings of exploration
          </Link>
        )}
      </CardBody>
    </Card>
  )
}

function inWords({ settings, currency, today }: Exploration, isOn: boolean): string {
  if (!settings || !isOn) {
    return (
      'Exploration is off: every payment from the block threshold on is blocked, so nobody learns which of them were ' +
      'genuine. When it is on, a share of small ones is let through by chance, within a budget a day.'
    )
  }
  const money = (amount: string) => `${formatAmount(amount)} ${currency}`
  return (
    `Of payments up to ${money(settings.amount_cap)} that the score alone would block, ${formatShare(settings.share)} are let ` +
    `through by chance. Today: ${formatCount(today.let_through)} with ${money(today.amount)} of the budget of ` +
    `${money(settings.daily_budget)}.`
  )
}

function EstimateTable({
  exploration: { estimate, currency, from, to, label_delay_days: days },
}: {
  exploration: Exploration
}) {
  const { precision, precision_low: low, precision_high: high } = estimate
  const rows = [
    {
      name: 'Precision of blocking small payments',
      value: precision === null ? 'not known yet' : formatShare(precision),
      note: low === null || high === null ? '' : formatRange(low, high, formatShare),
    },
    {
      name: 'Payments that took part',
      value: formatCount(estimate.candidates),
      note: `${formatCount(Math.round(estimate.frauds_total))} of them fraud, estimated`,
    },
    {
      name: 'Let through',
      value: formatCount(estimate.let_through),
      note: `${formatCount(estimate.frauds)} known frauds`,
    },
    {
      name: `Money let through (${currency})`,
      value: formatAmount(estimate.amount_let_through),
      note: `${formatAmount(estimate.amount_lost)} lost to fraud`,
    },
  ]
  return (
    <>
      <PlainTable
        caption="Precision of blocking by exploration"
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { head: 'Estimate', cell: ({ name }) => name },
          { head: 'Value', cell: ({ value }) => value, numeric: true },
          { head: '95 % interval, or detail', cell: ({ note }) => note, numeric: true },
        ]}
      />
      <p className="text-muted-foreground text-[13px]">
        {formatDay(from, 'UTC')} to {formatDay(to, 'UTC')}; the last {days} days are left out, because their
        labels are still on the way. Each payment counts by the inverse of its chance.
      </p>
    </>
  )
}
