import { authorize, type Context } from '@/lib/contract/context'
import { stateName, stateOfCell } from '@/lib/desk/geo'
import { countryOf } from '@/lib/platform/canonical/countries'
import { withTenant } from '@/lib/platform/db'
import { type PlaceRow, presentPlaces } from './present'
import { inPeriod } from './read-activity'
import { readPeriod } from './read-period'
import type { MapScope, Place, Places, Replays, Span } from './schema'

/** The transactions of a period by country, or by state of the United States. */
export async function readPlaces(
  ctx: Context,
  scope: MapScope,
  span: Span,
  replays: Replays = 'without',
): Promise<Places> {
  authorize(ctx, 'transaction:read')
  const { currency } = ctx.tenant
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const { period } = await readPeriod(tx, ctx, span, replays)
    const where = inPeriod(ctx, period, replays)
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
    return { period, currency, ...presentPlaces(rows, scope === 'world' ? asCountry : asState, currency) }
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
