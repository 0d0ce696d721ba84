/**
 * Ends four eyes of an institution whose administrators cannot: where only one is left, nobody can approve. The audit log records
 * the act of the operator with the reason, and all administrators are notified. Needs the app's own environment and
 * MIGRATION_DATABASE_URL.
 */
import { z } from 'zod'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { endFourEyes, systemContext } from '@/lib/access/tenants'
import { findTenant } from './operator/find-tenant'
import { readArguments } from './operator/read-arguments'
import { runCommand } from './operator/run-command'

const USAGE =
  'Usage: npm run tenant:four-eyes -- --tenant my-bank --off --reason "The second administrator has left"'

const fourEyesArguments = z.strictObject({
  tenant: tenantSlugSchema,
  off: z.literal(true),
  reason: z.string().trim().min(1, 'must not be empty').max(400, 'must have at most 400 characters'),
})

export async function endFourEyesOf(ownerUrl: string, args: string[]): Promise<string> {
  const { tenant: slug, reason } = readArguments(fourEyesArguments, args, USAGE)
  const tenant = await findTenant(ownerUrl, slug)
  if (!tenant) throw new Error(`There is no institution ${slug}.`)
  const told = await endFourEyes(systemContext(tenant, 'tenant-four-eyes'), reason)
  if (told === null) throw new Error(`Four eyes are off at ${slug} already.`)
  return (
    `Four eyes are off at ${slug}. Active administrators that are notified: ${told}. Changes that wait still need another ` +
    'administrator: withdraw and request them again.'
  )
}

if (require.main === module) void runCommand(endFourEyesOf)
