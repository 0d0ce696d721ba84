/**
 * Puts a bundle into production for a tenant, with the thresholds that it recommends. Servers use it from their next
 * group of transactions. Needs the app's own environment and MIGRATION_DATABASE_URL.
 */
import { z } from 'zod'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { registerModel } from '@/lib/governance/models'
import { readInstitutionSettings, systemContext } from '@/lib/access/tenants'
import { withTenant } from '@/lib/platform/db'
import { findTenant } from './operator/find-tenant'
import { modelArgument, readArguments } from './operator/read-arguments'
import { requireBundle } from './operator/require-bundle'
import { runCommand } from './operator/run-command'

const USAGE = 'Usage: npm run model:activate -- --tenant my-bank --model sentinel/1.1.0'

const UNAPPROVED =
  'Four eyes are on there: no administrator approved this. The audit log records it as an act of the operator, and change ' +
  'requests that show the former policy must be previewed again.'

const modelArguments = z.strictObject({ tenant: tenantSlugSchema, model: modelArgument })

export async function activateModel(ownerUrl: string, args: string[]): Promise<string> {
  const { tenant: slug, model } = readArguments(modelArguments, args, USAGE)
  const tenant = await findTenant(ownerUrl, slug)
  if (!tenant) throw new Error(`There is no institution ${slug}.`)
  await requireBundle(model)
  await registerModel(systemContext(tenant, 'model-activate'), model.name, model.version)
  const { four_eyes: fourEyes } = await withTenant({ tenantId: tenant.id }, readInstitutionSettings)
  const done = `${model.name}/${model.version} is in production at ${slug}, with the thresholds that it recommends.`
  return fourEyes ? `${done}\n${UNAPPROVED}` : done
}

if (require.main === module) void runCommand(activateModel)
