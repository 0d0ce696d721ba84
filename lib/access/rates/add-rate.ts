import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { rateTimeProblem } from '@/lib/contract/time-bounds'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError, type FieldError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { type CurrencyRateRow, presentRate } from './present'
import type { CurrencyRate, NewCurrencyRate } from './schema'

/**
 * Adds a rate. Stored transactions keep the rate that they were scored with. A repetition of the rate in force from that
 * time on adds nothing and returns the stored rate.
 * @throws AppError invalid-request for the institution's own currency or a time out of bounds
 */
export async function addCurrencyRate(ctx: Context, input: NewCurrencyRate): Promise<CurrencyRate> {
  authorize(ctx, 'tenant:write')
  const { id: tenantId } = ctx.tenant
  const validFrom = new Date(input.valid_from)
  rejectInvalid(ctx, input, validFrom)
  const { kind: actorKind, id: actorId } = ctx.actor
  const data = { tenantId, currency: input.currency, validFrom, rate: input.rate, actorKind, actorId }
  return withTenant({ tenantId }, async (tx) => {
    // One writer per tenant at a time: two equal requests add one rate. Scoring waits for no lock here.
    await tx.$queryRaw`select 1 from tenants where id = ${tenantId}::uuid for no key update`
    const replaced = await inForce(tx, tenantId, input.currency, validFrom)
    if (replaced?.validFrom.getTime() === validFrom.getTime() && replaced.rate.equals(input.rate)) {
      return presentRate(replaced, ctx.tenant)
    }
    const added = await tx.currencyRate.create({ data: { ...data, id: newId() } })
    await writeAudit(tx, ctx, {
      action: 'tenant.currency-rate-added',
      objectKind: 'currency-rate',
      objectId: added.id,
      before: replaced === null ? undefined : summaryOf(replaced),
      after: summaryOf(added),
    })
    return presentRate(added, ctx.tenant)
  })
}

function rejectInvalid({ tenant }: Context, { currency }: NewCurrencyRate, validFrom: Date): void {
  const errors: FieldError[] = []
  if (currency === tenant.currency) errors.push({ field: 'currency', reason: `is the institution's own` })
  const reason = rateTimeProblem(validFrom, new Date())
  if (reason !== null) errors.push({ field: 'valid_from', reason })
  if (errors.length > 0) throw new AppError('invalid-request', { errors })
}

/** The rate of the currency at that time; null without one. */
const inForce = (tx: TenantClient, tenantId: string, currency: string, at: Date) =>
  tx.currencyRate.findFirst({
    where: { tenantId, currency, validFrom: { lte: at } },
    orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
  })

const summaryOf = ({ currency, validFrom, rate }: CurrencyRateRow) => ({
  currency,
  validFrom: validFrom.toISOString(),
  rate: rate.toFixed(),
})
