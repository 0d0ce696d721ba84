import type { SimulatedEvent } from './types'

/** PaySim's columns, then the optional ones of the training table; an empty cell is a missing value. */
export const CSV_HEADER =
  'step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,' +
  'isFlaggedFraud,external_id,occurred_at,currency,phone,device_id,ip,city,country,latitude,longitude,' +
  'merchant_category,channel,declined_attempts,label_at'

export const TRUTH_HEADER = 'external_id,is_fraud,typology'

/** What the tenant knows: `isFraud` is the recorded label, `label_at` its arrival, empty if never. */
export function toCsvRow({ transaction: row, label }: SimulatedEvent): string {
  return [
    row.step,
    row.type,
    major(row.amountMinor),
    row.senderAccount,
    major(row.senderBalanceBeforeMinor),
    major(row.senderBalanceAfterMinor),
    row.receiverAccount ?? '',
    major(row.receiverBalanceBeforeMinor),
    major(row.receiverBalanceAfterMinor),
    label.isFraud ? 1 : 0,
    0,
    row.externalId,
    iso(row.occurredAtMs),
    row.currency,
    row.phone ?? '',
    row.deviceId ?? '',
    row.ip ?? '',
    quoted(row.city),
    row.country ?? '',
    row.latitude ?? '',
    row.longitude ?? '',
    row.merchantCategory ?? '',
    row.channel ?? '',
    row.declinedAttempts ?? '',
    label.arrivesAtMs === null ? '' : iso(label.arrivesAtMs),
  ].join(',')
}

export const toTruthRow = ({ transaction, truth }: SimulatedEvent): string =>
  `${transaction.externalId},${truth.isFraud ? 1 : 0},${truth.typology ?? ''}`

const major = (minor: number | null): string => (minor === null ? '' : (minor / 100).toFixed(2))

const iso = (atMs: number): string => new Date(atMs).toISOString()

const quoted = (text: string | null): string => (text === null ? '' : text.includes(',') ? `"${text}"` : text)
