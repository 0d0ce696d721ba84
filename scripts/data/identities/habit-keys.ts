import type { Client } from 'pg'
import { type HabitKeys, hashOf, networkOf } from '@/lib/engine/features'
import { placeKey } from '@/lib/platform/canonical/place'

/** As earlier releases shortened an IP address: the first three parts of its text. */
function formerNetworkOf(ip: string): string {
  if (ip.includes('.') && !ip.includes(':')) return ip.slice(0, ip.lastIndexOf('.'))
  const groups = ip.toLowerCase().split(':', 3)
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}

const asIs = (text: string): string => text

/** The column of a list of habits, and its texts in the hashes of earlier releases and of this one. */
const LISTS = {
  countries: { column: 'country', former: asIs, present: asIs },
  cities: { column: 'city', former: asIs, present: placeKey },
  networks: { column: 'ip', former: formerNetworkOf, present: networkOf },
  channels: { column: 'channel', former: asIs, present: asIs },
  categories: { column: 'merchant_category', former: asIs, present: asIs },
  devices: { column: 'device_id', former: asIs, present: asIs },
  phones: { column: 'phone', former: asIs, present: asIs },
} as const

/** The hashes that change in the states of a tenant whose transactions have their canonical texts already. */
export async function habitKeysOf(client: Client, tenantId: string): Promise<HabitKeys> {
  const keys: Record<string, Map<number, number>> = {}
  for (const [list, { column, former, present }] of Object.entries(LISTS)) {
    const changed = column === 'city' || column === 'ip' ? `${column} is not null` : `received ? '${column}'`
    const { rows } = await client.query<{ received: string; canonical: string }>(
      `select distinct coalesce(received ->> '${column}', ${column}) as received, ${column} as canonical
         from transactions where tenant_id = $1 and ${changed} and ${column} is not null`,
      [tenantId],
    )
    const pairs = rows.map(
      ({ received, canonical }) => [hashOf(former(received)), hashOf(present(canonical))] as const,
    )
    keys[list] = new Map(pairs.filter(([old, hash]) => old !== hash))
  }
  return keys
}
