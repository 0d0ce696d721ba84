import { countrySpellings } from '@/lib/desk/geo'
import { Prisma } from '@/lib/platform/db'
import { DECISIONS } from '@/lib/contract/decisions'
import type { TransactionFilter } from './filter'
import { FLAGGED, PENDING } from './search-conditions'
import type { TextMatch } from './match-text'

/** Which index a search walks: one condition per walk, no row in two of them. */
export interface SearchDriver {
  branches: Prisma.Sql[]
  /** The keys of the filter that the walks fulfil already. */
  serves: (keyof TransactionFilter)[]
  /** The walks are in the order of time only: the rows found are ranked afterwards where another order is asked for. */
  byTimeOnly: boolean
}

/** The rarest of what the filter names leads; all other conditions are put to the rows that it finds. */
export function searchDriver(filter: TransactionFilter, match: TextMatch | null): SearchDriver {
  if (match) return { branches: textBranches(match), serves: [], byTimeOnly: true }
  const { decision, band, country, region, order } = filter
  const walk = (branches: Prisma.Sql[], serves: SearchDriver['serves']): SearchDriver => ({
    branches,
    serves,
    byTimeOnly: false,
  })
  if (decision === 'decided') return walk(DECISIONS.map(decidedAs), ['decision'])
  if (decision !== undefined && decision !== 'pending') return walk([decidedAs(decision)], ['decision'])
  if (findsFlagged(filter)) {
    const outcome = filter.outcome === 'flagged' ? (['outcome'] as const) : []
    return decision === 'pending'
      ? walk([Prisma.sql`${FLAGGED} and ${PENDING}`], ['decision', ...outcome])
      : walk([FLAGGED], [...outcome])
  }
  if (band === 'high' || band === 'medium') {
    return walk([Prisma.sql`s.risk_band = ${band} and s.risk_band <> 'low'`], ['band'])
  }
  if (order === 'time' && country !== undefined) {
    return walk(countrySpellings(country).map(inCountry), ['country'])
  }
  if (order === 'time' && region !== undefined) return walk(countrySpellings('US').map(inCountry), [])
  return walk([Prisma.sql`true`], [])
}

/** A trusted party is the one reason that a transaction has without being flagged. */
const findsFlagged = ({ outcome, reason }: TransactionFilter): boolean =>
  (outcome !== undefined && outcome !== 'approve') || (reason !== undefined && !reason.endsWith('_trusted'))

const inCountry = (country: string): Prisma.Sql => Prisma.sql`s.country = ${country}`
const decidedAs = (decision: string): Prisma.Sql => Prisma.sql`s.disposition = ${decision}`

/** A walk per id and column, each without the rows of the columns before it. */
function textBranches({ accounts, devices, phones, transactionIds }: TextMatch): Prisma.Sql[] {
  const columns = [
    { column: Prisma.sql`s.sender_account`, ids: accounts },
    { column: Prisma.sql`s.receiver_account`, ids: accounts },
    { column: Prisma.sql`s.device_id`, ids: devices },
    { column: Prisma.sql`s.phone`, ids: phones },
  ].filter(({ ids }) => ids.length > 0)
  const before = (place: number) =>
    columns
      .slice(0, place)
      .map(({ column, ids }) => Prisma.sql` and coalesce(${column} <> all(${ids}::text[]), true)`)
  const joined = (parts: Prisma.Sql[]) => (parts.length > 0 ? Prisma.join(parts, '') : Prisma.empty)
  const branches = columns.flatMap(({ column, ids }, place) =>
    ids.map((id) => Prisma.sql`${column} = ${id}${joined(before(place))}`),
  )
  if (transactionIds.length === 0) return branches
  return [
    ...branches,
    Prisma.sql`s.transaction_id = any(${transactionIds}::uuid[])${joined(before(columns.length))}`,
  ]
}
