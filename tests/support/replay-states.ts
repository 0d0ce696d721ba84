import { type StateMap, newStateMap, statesOf } from '@/lib/scoring/states'
import {
  type FeatureInput,
  isUnusualAmount,
  type LabelEvent,
  reduceLabel,
  reduceStates,
  type TransactionType,
  unpackState,
} from '@/lib/engine/features'
import { withClient } from './postgres'

type Row = Record<string, unknown>

const minor = (decimal: unknown): number | null =>
  decimal === null ? null : Math.round(Number(decimal) * 100)

const inputOf = (row: Row): FeatureInput => ({
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
})

const rowsOf = (table: 'transactions' | 'transaction_labels' | 'entity_states', tenantId: string) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<Row>(`select * from ${table} where tenant_id = $1`, [tenantId])
    return rows
  })

/** The states by kind and id. */
export type States = Record<keyof StateMap, Record<string, unknown>>

/**
 * The entity states by a replay of a tenant's stored transactions and labels in the order of commit. Whether an amount
 * was unusual is recomputed, not read from the store.
 */
export async function replayedStates(tenantId: string): Promise<States> {
  const transactions = await rowsOf('transactions', tenantId)
  const labels = await rowsOf('transaction_labels', tenantId)
  const inputs = new Map(transactions.map((row) => [row.id, inputOf(row)]))
  const unusual = new Map<unknown, boolean | null>()
  const known = newStateMap()
  const scored = (row: Row) => {
    const input = inputs.get(row.id) as FeatureInput
    // It reads the state of its category, but writes none.
    const states = statesOf(known, { ...input, merchantCategory: null })
    unusual.set(row.id, isUnusualAmount(input, states))
    reduceStates(input, states)
  }
  const labelled = (row: Row) => {
    const input = inputs.get(row.transaction_id) as FeatureInput
    const label: LabelEvent = {
      ...input,
      arrivedAtMs: (row.arrived_at as Date).getTime(),
      isFraud: row.is_fraud as boolean,
      unusualAmount: unusual.get(row.transaction_id) ?? null,
      sign: row.sign as 1 | -1,
    }
    reduceLabel(label, statesOf(known, input))
  }
  const steps = [
    ...transactions.map((row) => ({ row, move: scored })),
    ...labels.map((row) => ({ row, move: labelled })),
  ]
  steps.sort((a, b) => Number(BigInt(a.row.seq as string) - BigInt(b.row.seq as string)))
  for (const { row, move } of steps) move(row)
  return {
    account: Object.fromEntries(known.account),
    device: Object.fromEntries(known.device),
    merchant_category: Object.fromEntries(known.merchant_category),
    phone: Object.fromEntries(known.phone),
  }
}

/** The stored entity states that scoring and labels wrote. */
export async function storedStates(tenantId: string): Promise<States> {
  const states: States = { account: {}, device: {}, merchant_category: {}, phone: {} }
  for (const { kind, entity_id, packed } of await rowsOf('entity_states', tenantId))
    states[kind as keyof States][entity_id as string] = unpackState(kind as keyof States, packed as Buffer)
  return states
}
