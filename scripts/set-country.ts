/**
 * Sets the country of a tenant: national phone numbers are numbers of this country. Servers use it once they read a caller's
 * credentials again, within 15 seconds. Needs the app's own environment and MIGRATION_DATABASE_URL.
 */
import { z } from 'zod'
import { countryCode } from '@/lib/contract/country-code'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { changeTenant, systemContext } from '@/lib/access/tenants'
import { findTenant } from './operator/find-tenant'
import { readArguments } from './operator/read-arguments'
import { runCommand } from './operator/run-command'

const USAGE = 'Usage: npm run tenant:country -- --tenant my-bank --country KE'

const setCountryArguments = z.strictObject({ tenant: tenantSlugSchema, country: countryCode })

export async function setTenantCountry(ownerUrl: string, args: string[]): Promise<string> {
  const { tenant: slug, country } = readArguments(setCountryArguments, args, USAGE)
  const tenant = await findTenant(ownerUrl, slug)
  if (!tenant) throw new Error(`There is no institution ${slug}.`)
  await changeTenant(systemContext(tenant, 'tenant-country'), { country })
  return `National phone numbers of ${slug} are numbers of ${country}.`
}

if (require.main === module) void runCommand(setTenantCountry)
