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

/** Hashes that change in the states of accounts: of their habits, and of their counterparties. */
export interface ChangedHashes {
  habits: HabitKeys
  peers: ReadonlyMap<number, number>
}

/** The hashes that change in the states of a tenant whose transactions have their canonical texts already. */
export async function changedHashesOf(client: Client, tenantId: string): Promise<ChangedHashes> {
  return { habits: await habitKeysOf(client, tenantId), peers: await peerKeysOf(client, tenantId) }
}

async function peerKeysOf(client: Client, tenantId: string): Promise<Map<number, number>> {
  const { rows } = await client.query<{ received: string; canonical: string }>(
    `select distinct side.received, side.canonical from transactions t, lateral (values
         (t.received ->> 'sender_account', t.sender_account), (t.received ->> 'receiver_account', t.receiver_account)
       ) side (received, canonical)
      where t.tenant_id = $1 and t.received ?| array['sender_account', 'receiver_account']
        and side.received is not null and side.canonical is not null`,
    [tenantId],
  )
  return new Map(rows.map(({ received, canonical }) => [hashOf(received), hashOf(canonical)]))
}

async function habitKeysOf(client: Client, tenantId: string): Promise<HabitKeys> {
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
