import { countrySpellings } from '@/lib/desk/geo'
import { Prisma } from '@/lib/platform/db'
import { DECISIONS } from '@/lib/contract/decisions'
import type { TransactionFilter } from './filter'
import { FLAGGED, PENDING, REPLAYED } from './scored-sql'
import type { TextMatch } from './match-text'
import type { UploadSpan } from './upload-span'

/** Which index a search scans: one condition per scan, no row in two of them. */
export interface IndexChoice {
  scans: Prisma.Sql[]
  /** The keys of the filter that the scans fulfil. */
  covers: (keyof TransactionFilter)[]
  /** The scans are in order of time only: for the order by loss, the rows found are sorted afterwards. */
  byTimeOnly: boolean
}

/**
 * The rarest value of the filter chooses the index; all other conditions are checked on the rows found.
 * @param large the times of an upload whose ids are too many to name
 */
export function chooseIndex(
  filter: TransactionFilter,
  match: TextMatch | null,
  large: UploadSpan | null = null,
): IndexChoice {
  if (match) return { scans: textScans(match), covers: [], byTimeOnly: true }
  const { decision, risk_band, country, region, order, upload, replayed } = filter
  if (large !== null) return { scans: [within(large)], covers: [], byTimeOnly: true }
  if (upload !== undefined) return { scans: [ofUpload(upload)], covers: ['upload'], byTimeOnly: true }
  if (replayed === 'only') return { scans: [REPLAYED], covers: ['replayed'], byTimeOnly: true }
  if (decision === 'decided') return scan(DECISIONS.map(decidedAs), ['decision'])
  if (decision !== undefined && decision !== 'pending') return scan([decidedAs(decision)], ['decision'])
  if (findsFlagged(filter)) {
    const outcome = filter.outcome === 'flagged' ? (['outcome'] as const) : []
    return decision === 'pending'
      ? scan([Prisma.sql`${FLAGGED} and ${PENDING}`], ['decision', ...outcome])
      : scan([FLAGGED], [...outcome])
  }
  if (risk_band === 'high' || risk_band === 'medium') {
    return scan([Prisma.sql`s.risk_band = ${risk_band} and s.risk_band <> 'low'`], ['risk_band'])
  }
  if (order === 'time' && country !== undefined) {
    return scan(countrySpellings(country).map(inCountry), ['country'])
  }
  if (order === 'time' && region !== undefined) return scan(countrySpellings('US').map(inCountry), [])
  return scan([Prisma.sql`true`], [])
}

const scan = (scans: Prisma.Sql[], covers: IndexChoice['covers']): IndexChoice => ({
  scans,
  covers,
  byTimeOnly: false,
})

/** A trusted party is the one reason that a transaction has without being flagged. */
const findsFlagged = ({ outcome, reason }: TransactionFilter): boolean =>
  (outcome !== undefined && outcome !== 'approve') || (reason !== undefined && !reason.endsWith('_trusted'))

/** By id: rows of one upload may be anywhere in the order of time. */
const ofUpload = (upload: string): Prisma.Sql =>
  Prisma.sql`s.transaction_id = any(array(select u.transaction_id from upload_rows u
    where u.tenant_id = (select app_tenant()) and u.upload_id = ${upload}::uuid))`
/** Rows of a large upload are most of the rows of their time. */
const within = ({ first, last }: UploadSpan): Prisma.Sql =>
  Prisma.sql`s.occurred_at >= ${first} and s.occurred_at <= ${last}`
const inCountry = (country: string): Prisma.Sql => Prisma.sql`s.country = ${country}`
const decidedAs = (decision: string): Prisma.Sql => Prisma.sql`s.disposition = ${decision}`

/** One scan per id and column, each without the rows of the columns before it. */
function textScans({ accounts, devices, phones, transactionIds }: TextMatch): Prisma.Sql[] {
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
  const scans = columns.flatMap(({ column, ids }, place) =>
    ids.map((id) => Prisma.sql`${column} = ${id}${joined(before(place))}`),
  )
  if (transactionIds.length === 0) return scans
  return [
    ...scans,
    Prisma.sql`s.transaction_id = any(${transactionIds}::uuid[])${joined(before(columns.length))}`,
  ]
}
