import Link from 'next/link'
import { formatAmount } from '@/components/fraud/format-numbers'
import { formatDay } from '@/components/fraud/format-time'
import { entityHref } from '@/components/fraud/links'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { EntityKind } from '@/lib/contract/entities'
import { type EntityUsual, RECENT_DAYS } from '@/lib/desk/entities/schema'
import { percentOf, usualInWords } from '../prepare-usual'
import { HourBars } from './hour-bars'

interface UsualCardProps {
  usual: EntityUsual
  kind: EntityKind
  currency: string
  timeZone: string
}

/** The usual behaviour of the entity, to compare a transaction with. */
export function UsualCard({ usual, kind, currency, timeZone }: UsualCardProps) {
  const { transactions, from, to } = usual
  return (
    <Card>
      <CardHeader>
        <CardTitle>Usual behaviour</CardTitle>
        {from && to ? (
          <CardNote>
            <span className="figure">{transactions.toLocaleString('en-US')}</span>{' '}
            {usual.of === 'received' ? 'received' : usual.of === 'sent' ? 'sent' : 'made with it'},{' '}
            {formatDay(from, timeZone)} to {formatDay(to, timeZone)}
          </CardNote>
        ) : null}
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <p className="text-sm text-pretty">{usualInWords(usual, currency, formatAmount).join(' ')}</p>
        {transactions > 0 ? (
          <>
            <HourBars hours={usual.hours} />
            <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
              <Top
                label={kind === 'account' ? 'Counterparties' : 'Accounts'}
                shares={usual.counterparties}
                total={transactions}
                href={(id) => entityHref('account', id)}
              />
              {kind === 'device' ? null : (
                <Top
                  label="Devices"
                  shares={usual.devices}
                  total={transactions}
                  href={(id) => entityHref('device', id)}
                />
              )}
              <Top label="Countries" shares={usual.countries} total={transactions} />
              <Top label="Types" shares={usual.types} total={transactions} />
            </dl>
          </>
        ) : null}
        <p className="text-faint text-xs">The {RECENT_DAYS} days up to its latest transaction.</p>
      </CardBody>
    </Card>
  )
}

interface TopProps {
  label: string
  shares: EntityUsual['types']
  total: number
  href?: (id: string) => string
}

function Top({ label, shares, total, href }: TopProps) {
  return (
    <div className="min-w-0">
      <dt className="eyebrow">{label}</dt>
      {shares.length === 0 ? <dd className="text-faint text-[13px]">not given</dd> : null}
      {shares.map(({ value, transactions }) => (
        <dd key={value} className="figure flex justify-between gap-3 text-[13px] leading-6">
          {href ? (
            <Link
              href={href(value)}
              prefetch={false}
              className="hover:text-brand truncate underline-offset-2 hover:underline"
              title={value}
            >
              {value}
            </Link>
          ) : (
            <span className="truncate">{value}</span>
          )}
          <span className="text-muted-foreground shrink-0">{percentOf(transactions, total)}</span>
        </dd>
      ))}
    </div>
  )
}
