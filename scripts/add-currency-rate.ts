/**
 * Adds a rate to a tenant's currency; scoring uses it at once. Needs the app's own environment and MIGRATION_DATABASE_URL.
 */
import { z } from 'zod'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { addCurrencyRate } from '@/lib/access/rates'
import { newCurrencyRate } from '@/lib/access/rates/schema'
import { systemContext } from '@/lib/access/tenants'
import { isAppError } from '@/lib/platform/errors'
import { findTenant } from './operator/find-tenant'
import { readArguments } from './operator/read-arguments'
import { runCommand } from './operator/run-command'

const USAGE = 'Usage: npm run tenant:rate -- --tenant my-bank --currency EUR --from 2026-12-01 --rate 1.0842'

const rateArguments = z.strictObject({
  tenant: tenantSlugSchema,
  currency: newCurrencyRate.shape.currency,
  from: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be a date such as 2026-12-01')
    .transform((text) => new Date(text).toISOString()),
  rate: newCurrencyRate.shape.rate,
})

export async function addRate(ownerUrl: string, args: string[]): Promise<string> {
  const { tenant: slug, currency, from, rate } = readArguments(rateArguments, args, USAGE)
  const tenant = await findTenant(ownerUrl, slug)
  if (!tenant) throw new Error(`There is no institution ${slug}.`)
  try {
    await addCurrencyRate(systemContext(tenant, 'tenant-rate'), { currency, valid_from: from, rate })
  } catch (error) {
    if (!isAppError(error) || !error.errors) throw error
    const reasons = error.errors.map(({ field, reason }) => `${ARGUMENTS[field] ?? field} ${reason}`)
    throw new Error(reasons.join('\n  '), { cause: error })
  }
  return `${slug}: from ${from} on, 1 ${currency} is ${rate} ${tenant.currency}.`
}

const ARGUMENTS: Readonly<Record<string, string>> = { currency: '--currency', valid_from: '--from' }

if (require.main === module) void runCommand(addRate)
