import type { Tenant } from '@/lib/contract/context'
import type { FeatureInput } from '@/lib/engine/features'
import type { CanonicalTransaction } from './schema'

const HOUR_MS = 3_600_000

/** Time of the transaction in epoch milliseconds: `occurred_at`, else from its PaySim step, else the time of receipt. */
export function occurredAt(tenant: Tenant, transaction: CanonicalTransaction, receivedAt: Date): number {
  if (transaction.occurredAtMs !== null) return transaction.occurredAtMs
  if (transaction.step !== null) return tenant.stepEpochMs + transaction.step * HOUR_MS
  return receivedAt.getTime()
}

export const toFeatureInput = (
  tenant: Tenant,
  transaction: CanonicalTransaction,
  receivedAt: Date,
): FeatureInput => featureInputAt(transaction, occurredAt(tenant, transaction, receivedAt))

/** The fields that features read. Excludes balances after the transaction, metadata and labels, which leak the outcome. */
export const featureInputAt = (transaction: CanonicalTransaction, occurredAtMs: number): FeatureInput => ({
  occurredAtMs,
  type: transaction.type,
  amountMinor: transaction.amountMinor,
  senderAccount: transaction.senderAccount,
  senderBalanceBeforeMinor: transaction.senderBalanceBeforeMinor,
  receiverAccount: transaction.receiverAccount,
  receiverBalanceBeforeMinor: transaction.receiverBalanceBeforeMinor,
  deviceId: transaction.deviceId,
  phone: transaction.phone,
  ip: transaction.ip,
  country: transaction.country,
  city: transaction.city,
  latitude: transaction.latitude,
  longitude: transaction.longitude,
  merchantCategory: transaction.merchantCategory,
  channel: transaction.channel,
  declinedAttempts: transaction.declinedAttempts,
})
