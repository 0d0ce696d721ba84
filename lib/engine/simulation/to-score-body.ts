import type { SimulatedTransaction } from './types'

/** The body of `POST /api/score` for this transaction, without the fields that the feed omits. */
export function toScoreBody(transaction: SimulatedTransaction): Record<string, string | number> {
  const body = {
    external_id: transaction.externalId,
    occurred_at: new Date(transaction.occurredAtMs).toISOString(),
    type: transaction.type,
    amount: transaction.amountMinor / 100,
    currency: transaction.currency,
    sender_account: transaction.senderAccount,
    sender_balance_before: major(transaction.senderBalanceBeforeMinor),
    sender_balance_after: major(transaction.senderBalanceAfterMinor),
    receiver_account: transaction.receiverAccount,
    receiver_balance_before: major(transaction.receiverBalanceBeforeMinor),
    receiver_balance_after: major(transaction.receiverBalanceAfterMinor),
    phone: transaction.phone,
    device_id: transaction.deviceId,
    ip: transaction.ip,
    city: transaction.city,
    country: transaction.country,
    latitude: transaction.latitude,
    longitude: transaction.longitude,
    merchant_category: transaction.merchantCategory,
    channel: transaction.channel,
    declined_attempts: transaction.declinedAttempts,
  }
  return Object.fromEntries(Object.entries(body).filter(isGiven))
}

const major = (minor: number | null): number | null => (minor === null ? null : minor / 100)

const isGiven = (entry: [string, string | number | null]): entry is [string, string | number] =>
  entry[1] !== null
