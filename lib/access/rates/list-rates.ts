import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, sortInstant, toPage } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { withTenant } from '@/lib/platform/db'
import { presentRate } from './present'
import type { CurrencyRatePage, CurrencyRateQuery } from './schema'

const cursors = cursorCodec(z.tuple([sortInstant, uuid]))

/** Rates of the institution, the latest start first; of equal starts the rate in force comes first. */
export async function listCurrencyRates(
  ctx: Context,
  { limit, cursor, currency }: CurrencyRateQuery,
): Promise<CurrencyRatePage> {
  authorize(ctx, 'tenant:write')
  const tenantId = ctx.tenant.id
  const list = ['currency-rates', currency ?? null]
  const place = cursor === undefined ? undefined : cursors.decode(list, cursor)
  const after = place && {
    OR: [{ validFrom: { lt: place[0] } }, { validFrom: place[0], id: { lt: place[1] } }],
  }
  const rows = await withTenant({ tenantId }, (tx) =>
    tx.currencyRate.findMany({
      where: { tenantId, ...(currency !== undefined && { currency }), ...after },
      orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    }),
  )
  const rates = rows.map((row) => presentRate(row, ctx.tenant))
  return toPage(rates, limit, (last) => cursors.encode(list, [last.valid_from, last.id]))
}
