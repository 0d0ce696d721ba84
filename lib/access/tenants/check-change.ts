import { earliestTimeProblem } from '@/lib/contract/time-bounds'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { TenantChange, TenantSettings } from './schema'

/** @throws AppError invalid-request for values that only the clock and the database can judge */
export async function checkChange(
  tx: TenantClient,
  { time_zone: timeZone, earliest_event_at: earliest }: TenantChange,
): Promise<void> {
  if (earliest !== undefined) reject('earliest_event_at', earliestTimeProblem(new Date(earliest), new Date()))
  if (timeZone === undefined) return
  const known = await tx.$queryRaw<unknown[]>`select 1 from pg_timezone_names where name = ${timeZone}`
  reject('time_zone', known.length === 0 ? 'must be a time zone such as Europe/Berlin' : null)
}

function reject(field: string, reason: string | null): void {
  if (reason)
    throw new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })
}

/** One change at a time. A new currency also waits for the transactions that are being stored; others hold up no score. */
export async function lockTenant(tx: TenantClient, id: string, { currency }: TenantChange): Promise<void> {
  if (currency === undefined)
    await tx.$queryRaw`select 1 from tenants where id = ${id}::uuid for no key update`
  else await tx.$queryRaw`select 1 from tenants where id = ${id}::uuid for update`
}

/** Rejects what stored rows rule out. @throws AppError conflict */
export async function checkStored(
  tx: TenantClient,
  { id, currency, time_zone: timeZone }: TenantSettings,
  change: TenantChange,
): Promise<void> {
  if ((change.currency ?? currency) !== currency) await rejectNewCurrency(tx, id)
  if ((change.time_zone ?? timeZone) !== timeZone)
    await rejectShiftedHours(tx, id, timeZone, change.time_zone)
}

/** Converted amounts, totals and rates are in the currency that was set when they were stored. */
async function rejectNewCurrency(tx: TenantClient, id: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ stored: boolean }[]>`
    select exists (select from transactions where tenant_id = ${id}::uuid)
        or exists (select from currency_rates where tenant_id = ${id}::uuid) as stored`
  if (row?.stored)
    throw new AppError('conflict', { detail: 'The currency stays: transactions or rates in it are stored.' })
}

/**
 * Totals are kept per hour as it begins in the time zone. A zone whose hours begin at other minutes would give stored
 * totals to the wrong days.
 */
async function rejectShiftedHours(tx: TenantClient, id: string, zone: string, next = zone): Promise<void> {
  const [row] = await tx.$queryRaw<{ shifted: boolean }[]>`
    select exists (select from transactions where tenant_id = ${id}::uuid)
       and exists (select from unnest(array[now(), now() - interval '6 months']) times (t)
                    where date_trunc('hour', t, ${zone}) <> date_trunc('hour', t, ${next})) as shifted`
  if (row?.shifted)
    throw new AppError('conflict', {
      detail: `The hours of ${next} begin at other minutes than those of ${zone}, by which stored totals are kept.`,
    })
}

/**
 * While four eyes are on, one administrator alone neither ends them nor makes the institution a sandbox.
 * @throws AppError conflict
 */
export function keepFourEyes(before: TenantSettings, change: TenantChange): void {
  if (!before.four_eyes) return
  const reject = (what: string, kind: string) => {
    throw new AppError('conflict', {
      detail: `Another administrator approves ${what}: request a change of the kind ${kind}.`,
    })
  }
  if (change.four_eyes === false) reject('the end of four eyes', 'four-eyes')
  if (change.sandbox === true && !before.sandbox) reject('that replays may run', 'sandbox')
}
