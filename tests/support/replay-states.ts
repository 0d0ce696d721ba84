import { type AccountState, emptyAccountState, reduceStates, type TransactionType } from '@/lib/features'
import { withClient } from './postgres'

const minor = (decimal: string | null): number | null =>
  decimal === null ? null : Math.round(Number(decimal) * 100)

/** The entity states that a tenant's stored transactions add up to, replayed in the order in which they committed. */
export async function replayedStates(tenantId: string): Promise<Record<string, AccountState>> {
  const { rows } = await withClient('superuser', (client) =>
    client.query(
      `select type, amount::text, sender_account, sender_balance_before::text, receiver_account,
              receiver_balance_before::text, occurred_at,
              device_id, phone, ip, country, city, latitude, longitude, merchant_category, channel, declined_attempts
         from transactions where tenant_id = $1 order by seq`,
      [tenantId],
    ),
  )
  const states: Record<string, AccountState> = {}
  const stateOf = (account: string) => (states[account] ??= emptyAccountState())
  for (const row of rows) {
    const input = {
      occurredAtMs: (row.occurred_at as Date).getTime(),
      type: row.type as TransactionType,
      amountMinor: minor(row.amount) ?? 0,
      senderAccount: row.sender_account as string,
      senderBalanceBeforeMinor: minor(row.sender_balance_before),
      receiverAccount: row.receiver_account as string | null,
      receiverBalanceBeforeMinor: minor(row.receiver_balance_before),
      deviceId: row.device_id as string | null,
      phone: row.phone as string | null,
      ip: row.ip as string | null,
      country: row.country as string | null,
      city: row.city as string | null,
      latitude: row.latitude as number | null,
      longitude: row.longitude as number | null,
      merchantCategory: row.merchant_category as string | null,
      channel: row.channel as string | null,
      declinedAttempts: row.declined_attempts as number | null,
    }
    const receiver = input.receiverAccount === null ? null : stateOf(input.receiverAccount)
    reduceStates(input, { sender: stateOf(input.senderAccount), receiver, device: null, category: null })
  }
  return states
}

/** The entity states as the scoring writes left them. */
export async function storedStates(tenantId: string): Promise<Record<string, AccountState>> {
  const { rows } = await withClient('superuser', (client) =>
    client.query('select entity_id, state from entity_states where tenant_id = $1', [tenantId]),
  )
  return Object.fromEntries(rows.map((row) => [row.entity_id as string, row.state as AccountState]))
}
