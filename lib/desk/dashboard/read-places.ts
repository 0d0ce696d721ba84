import { authorize, type Context } from '@/lib/contract/context'
import { countryOf, stateName, stateOfCell } from '@/lib/desk/geo'
import { withTenant } from '@/lib/platform/db'
import { addAmounts } from './assemble-activity'
import { inPeriod } from './read-activity'
import { readPeriod } from './read-period'
import type { DayCount, MapScope, Place, Places, Span } from './schema'

interface PlaceRow extends DayCount {
  /** A country as it was sent, or a cell. */
  place: string
  amount: string
}

/** Where the transactions of a period took place: by country, or by state of the United States. */
export async function readPlaces(ctx: Context, scope: MapScope, span: Span): Promise<Places> {
  authorize(ctx, 'transaction:read')
  const { currency } = ctx.tenant
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const period = await readPeriod(tx, ctx, span)
    const where = inPeriod(ctx, period)
    const rows =
      scope === 'world'
        ? await tx.$queryRaw<PlaceRow[]>`
            select country as place, sum(transactions)::float8 as transactions, sum(flagged)::float8 as flagged,
                   coalesce(sum(amount) filter (where currency = ${currency}), 0)::text as amount
              from activity_places where ${where} group by country`
        : await tx.$queryRaw<PlaceRow[]>`
            select cell as place, sum(transactions)::float8 as transactions, sum(flagged)::float8 as flagged,
                   coalesce(sum(amount) filter (where currency = ${currency}), 0)::text as amount
              from activity_places where ${where} and country in ('US', 'USA') group by cell`
    return { period, currency, ...gather(rows, scope === 'world' ? asCountry : asState) }
  })
}

type Named = Pick<Place, 'code' | 'name'>

function asCountry(sent: string): Named | null {
  if (sent === '') return null
  const country = countryOf(sent)
  return country ? { code: country.alpha2, name: country.name } : { code: sent, name: sent }
}

function asState(cell: string): Named | null {
  const code = stateOfCell(cell)
  return code === null ? null : { code, name: stateName(code) ?? code }
}

/** Adds up the spellings of a country and the cells of a state. */
export function gather(
  rows: readonly PlaceRow[],
  nameOf: (place: string) => Named | null,
): Pick<Places, 'places' | 'unplaced'> {
  const places = new Map<string, Place>()
  const unplaced = { transactions: 0, flagged: 0 }
  for (const { place, transactions, flagged, amount } of rows) {
    const named = nameOf(place)
    if (named === null) {
      unplaced.transactions += transactions
      unplaced.flagged += flagged
      continue
    }
    const known = places.get(named.code)
    places.set(named.code, {
      ...named,
      transactions: transactions + (known?.transactions ?? 0),
      flagged: flagged + (known?.flagged ?? 0),
      amount: addAmounts([amount, known?.amount ?? '0']),
    })
  }
  const byVolume = (a: Place, b: Place) => b.transactions - a.transactions || (a.code < b.code ? -1 : 1)
  return { places: [...places.values()].sort(byVolume), unplaced }
}
