/**
 * Sets the earliest event time that a tenant accepts. Servers use it once they read a caller's credentials again, within 15
 * seconds. Needs the app's own environment and MIGRATION_DATABASE_URL.
 */
import { z } from 'zod'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { changeTenant, systemContext } from '@/lib/access/tenants'
import { findTenant } from './operator/find-tenant'
import { readArguments } from './operator/read-arguments'
import { runCommand } from './operator/run-command'

const USAGE = 'Usage: npm run tenant:earliest -- --tenant my-bank --at 2010-01-01'

const earliestArguments = z.strictObject({
  tenant: tenantSlugSchema,
  at: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be a date such as 2010-01-01')
    .transform((text) => new Date(text)),
})

export async function setEarliest(ownerUrl: string, args: string[]): Promise<string> {
  const { tenant: slug, at } = readArguments(earliestArguments, args, USAGE)
  const tenant = await findTenant(ownerUrl, slug)
  if (!tenant) throw new Error(`There is no institution ${slug}.`)
  await changeTenant(systemContext(tenant, 'tenant-earliest'), { earliest_event_at: at.toISOString() })
  return `${slug} accepts transactions from ${at.toISOString()} on.`
}

if (require.main === module) void runCommand(setEarliest)
