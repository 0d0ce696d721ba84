import { Bot, KeyRound, User } from 'lucide-react'
import Link from 'next/link'
import type { Clock } from '@/components/fraud/clock'
import { formatExact } from '@/components/fraud/format-time'
import { RelativeTime } from '@/components/fraud/relative-time'
import type { AuditEntry } from '@/lib/access/audit/schema'
import { prepareObject } from '../prepare-object'
import { EventDetails } from './event-details'

/** Events, newest first; each opens to its changes. */
export function AuditTable({ rows, clock }: { rows: readonly AuditEntry[]; clock: Clock }) {
  return (
    <div
      role="region"
      aria-label="Audit events"
      tabIndex={0}
      className="bg-card focus-visible:outline-ring relative overflow-x-auto rounded-lg border"
    >
      <table className="w-full min-w-[46rem] border-collapse text-left text-[13px]">
        <caption className="sr-only">Audit events</caption>
        <thead>
          <tr>
            {['Time', 'Actor', 'Event', 'Object'].map((head) => (
              <th
                key={head}
                scope="col"
                className="eyebrow first:bg-card border-b px-2.5 py-2 first:sticky first:left-0 first:pl-4"
              >
                {head}
              </th>
            ))}
            <th scope="col" className="eyebrow border-b px-2.5 py-2 pr-4 text-right">
              Position
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq} className="hover:bg-accent/60 border-b align-top last:border-b-0">
              <th scope="row" className="bg-card sticky left-0 px-2.5 py-2.5 pl-4 font-normal">
                <RelativeTime at={row.at} {...clock} />
                <span className="figure text-faint hidden text-xs whitespace-nowrap xl:block">
                  {formatExact(row.at, clock.timeZone)}
                </span>
              </th>
              <td className="px-2.5 py-2.5">
                <Actor actor={row.actor} />
              </td>
              <td className="w-full px-2.5 py-2.5">
                <EventDetails row={row} />
              </td>
              <td className="px-2.5 py-2.5">
                <ObjectLink row={row} />
              </td>
              <td className="figure text-muted-foreground px-2.5 py-2.5 pr-4 text-right">
                {row.position ?? '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const ACTOR_ICONS = { user: User, 'api-key': KeyRound, system: Bot } as const
const ACTOR_LABELS = { user: 'User', 'api-key': 'API key', system: 'System' } as const

function Actor({ actor: { kind, name } }: Pick<AuditEntry, 'actor'>) {
  const known = kind === 'user' || kind === 'api-key' ? kind : 'system'
  const Icon = ACTOR_ICONS[known]
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap" title={ACTOR_LABELS[known]}>
      <Icon aria-hidden className="text-faint size-3.5 shrink-0" />
      {name}
    </span>
  )
}

function ObjectLink({ row }: { row: AuditEntry }) {
  const { kind, name, href } = prepareObject(row)
  return (
    <span className="block max-w-56 min-w-32">
      <span className="text-faint block text-xs">{kind}</span>
      {href ? (
        <Link
          href={href}
          prefetch={false}
          className="figure hover:text-brand break-all underline-offset-2 hover:underline"
        >
          {name}
        </Link>
      ) : (
        <span className="break-words">{name}</span>
      )}
    </span>
  )
}
