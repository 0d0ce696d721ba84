import type { Tenant } from '@/lib/contract/context'
import type { Prisma } from '@/lib/platform/db'
import type { CurrencyRate } from './schema'

export type CurrencyRateRow = Prisma.CurrencyRateGetPayload<object>

export const presentRate = (row: CurrencyRateRow, tenant: Tenant): CurrencyRate => ({
  id: row.id,
  currency: row.currency,
  institution_currency: tenant.currency,
  valid_from: row.validFrom.toISOString(),
  rate: row.rate.toFixed(),
  created_at: row.createdAt.toISOString(),
  created_by: row.actorKind === 'user' ? row.actorId : null,
})
