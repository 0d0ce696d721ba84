import type { Tenant } from '@/lib/contract/context'
import type { FeatureInput } from '@/lib/engine/features'
import type { CanonicalTransaction } from './schema'
import { HOUR_MS } from '@/lib/platform/time'

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
  money: FeatureMoney = transaction,
): FeatureInput => featureInputAt(transaction, occurredAt(tenant, transaction, receivedAt), money)

/** Money in the tenant's currency, in hundredths. */
type FeatureMoney = Pick<
  CanonicalTransaction,
  'amountMinor' | 'senderBalanceBeforeMinor' | 'receiverBalanceBeforeMinor'
>

/**
 * The fields that features of the catalogue read, with money in the tenant's currency. Excludes balances after the
 * transaction and labels, which leak the outcome. Fields of the metadata are added in feature-matrix.ts.
 */
export const featureInputAt = (
  transaction: CanonicalTransaction,
  occurredAtMs: number,
  money: FeatureMoney = transaction,
): FeatureInput => ({
  occurredAtMs,
  type: transaction.type,
  amountMinor: money.amountMinor,
  senderAccount: transaction.senderAccount,
  senderBalanceBeforeMinor: money.senderBalanceBeforeMinor,
  receiverAccount: transaction.receiverAccount,
  receiverBalanceBeforeMinor: money.receiverBalanceBeforeMinor,
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
