import { hash } from 'node:crypto'
import type { CanonicalTransaction } from './schema'
import type { IdentifiedTransaction } from './identify'

/** Members in the order of the releases before 2026-12, whose fingerprints were taken of the texts as received. */
const ORDER = [
  'externalId',
  'occurredAtMs',
  'step',
  'type',
  'amountMinor',
  'currency',
  'senderAccount',
  'senderBalanceBeforeMinor',
  'senderBalanceAfterMinor',
  'receiverAccount',
  'receiverBalanceBeforeMinor',
  'receiverBalanceAfterMinor',
  'phone',
  'deviceId',
  'ip',
  'city',
  'country',
  'latitude',
  'longitude',
  'merchantCategory',
  'channel',
  'declinedAttempts',
  'metadata',
] as const satisfies readonly (keyof CanonicalTransaction)[]

const FIELDS = {
  external_id: 'externalId',
  sender_account: 'senderAccount',
  receiver_account: 'receiverAccount',
  device_id: 'deviceId',
  ip: 'ip',
  city: 'city',
  country: 'country',
  merchant_category: 'merchantCategory',
  channel: 'channel',
  phone: 'phone',
} as const

/** What an earlier release stored for the same body: a retry across an upgrade is the same request. */
export const formerFingerprint = (content: unknown): string => hash('sha256', JSON.stringify(content))

export function formerContent({ transaction, received }: IdentifiedTransaction): unknown {
  const texts = Object.entries(received ?? {}).map(([name, text]) => [
    FIELDS[name as keyof typeof FIELDS],
    text,
  ])
  const asReceived = { ...transaction, ...(Object.fromEntries(texts) as Partial<CanonicalTransaction>) }
  return Object.fromEntries(ORDER.map((name) => [name, asReceived[name]]))
}
