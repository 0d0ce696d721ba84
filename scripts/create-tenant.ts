/**
 * Creates a tenant with its first administrator and a model in production. Needs the app's own environment and
 * MIGRATION_DATABASE_URL. After a failure, the same call continues where it stopped.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { countryCode } from '@/lib/contract/country-code'
import type { Tenant } from '@/lib/contract/context'
import { defaultEarliestMs } from '@/lib/contract/time-bounds'
import { emailSchema, tenantSlugSchema } from '@/lib/access/auth/schema'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { onboardTenant } from '@/lib/governance/onboarding'
import { findTenant } from './operator/find-tenant'
import { modelArgument, readArguments } from './operator/read-arguments'
import { requireBundle } from './operator/require-bundle'
import { runCommand } from './operator/run-command'
import { DAY_MS } from '@/lib/platform/time'

const USAGE =
  'Usage: npm run tenant:create -- --slug my-bank --name "My Bank" [--country DE] --currency EUR ' +
  '--time-zone Europe/Berlin --admin-email ada@my-bank.example --admin-name "Ada Lovelace" [--model sentinel/1.1.0]'
/** PaySim simulates one month in hourly steps: with this start, its last step is about now. */
const STEP_EPOCH_DAYS = 31

const title = z.string().trim().min(1, 'must not be empty').max(256, 'must have at most 256 characters')

export const tenantArguments = z.strictObject({
  slug: tenantSlugSchema,
  name: title,
  country: countryCode.optional(),
  currency: z
    .string()
    .refine(
      (code) => Intl.supportedValuesOf('currency').includes(code),
      'must be a code of ISO 4217, such as EUR',
    ),
  'time-zone': z.string().refine(isTimeZone, 'must be a name of the IANA list, such as Europe/Berlin'),
  'admin-email': emailSchema,
  'admin-name': title,
  model: modelArgument.prefault('sentinel/1.1.0'),
})

export interface NewInstitution {
  tenant: Tenant
  /** The administrator's new password; null where an earlier call made the account. */
  password: string | null
}

/**
 * Sets the tenant up, or completes an earlier call.
 * @throws Error where the tenant is complete already, or differs from the input
 */
export async function createInstitution(
  ownerUrl: string,
  input: z.output<typeof tenantArguments>,
): Promise<NewInstitution> {
  await requireBundle(input.model)
  const wanted = newTenant(input)
  const found = await findTenant(ownerUrl, input.slug)
  if (found) await requireUnfinished(found, wanted)
  const tenant = found ?? wanted
  const password = randomBytes(18).toString('base64url')
  const admin = {
    email: input['admin-email'],
    fullName: input['admin-name'],
    role: 'admin' as const,
    password,
  }
  try {
    const { users } = await onboardTenant(ownerUrl, { tenant, users: [admin], model: input.model })
    return { tenant, password: users.length > 0 ? password : null }
  } catch (error) {
    // The account may exist by now, and its password is stored nowhere else.
    const hint = `Call it again. If the administrator exists then, the password is ${password}`
    throw new Error(`${(error as Error).message}\n  ${hint}`, { cause: error })
  }
}

const newTenant = (input: z.output<typeof tenantArguments>): Tenant => ({
  id: newId(),
  slug: input.slug,
  name: input.name,
  stepEpochMs: (Math.floor(Date.now() / DAY_MS) - STEP_EPOCH_DAYS) * DAY_MS,
  earliestEventMs: defaultEarliestMs(Date.now()),
  country: input.country ?? null,
  currency: input.currency,
  timeZone: input['time-zone'],
})

/** Activating the model is the last step: a tenant with one in production is complete. */
async function requireUnfinished(found: Tenant, wanted: Tenant): Promise<void> {
  const production = await withTenant({ tenantId: found.id }, (tx) =>
    tx.modelVersion.count({ where: { tenantId: found.id, stage: 'production' } }),
  )
  if (production > 0) throw new Error(`${found.slug} exists already. Nothing was changed.`)
  const same = (['name', 'country', 'currency', 'timeZone'] as const).every(
    (key) => found[key] === wanted[key],
  )
  if (same) return
  throw new Error(
    `${found.slug} was begun as "${found.name}", ${found.currency}, ${found.timeZone}. Nothing was changed.`,
  )
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== ''
  } catch {
    return false
  }
}

async function main(ownerUrl: string, args: string[]): Promise<string> {
  const input = readArguments(tenantArguments, args, USAGE)
  const { tenant, password } = await createInstitution(ownerUrl, input)
  const model = `${input.model.name}/${input.model.version}`
  const secret = password ?? 'as the earlier call printed it'
  return [
    `${tenant.name} (${tenant.slug}) is ready, with ${model} in production. Its id: ${tenant.id}`,
    `Administrator: ${input['admin-email']}`,
    `Password, shown only now: ${secret}`,
  ].join('\n')
}

if (require.main === module) void runCommand(main)
