import type { UploadField } from '../schema'

/** Names of columns by field, as `plainName` writes them; earlier names come first. */
const NAMES: Record<UploadField, readonly string[]> = {
  occurred_at: [
    'occurredat',
    'timestamp',
    'datetime',
    'transactiontime',
    'transactiondatetime',
    'transactiondate',
    'txdatetime',
    'time',
    'date',
    'step',
  ],
  type: ['type', 'transactiontype', 'txtype'],
  amount: ['amount', 'transactionamount', 'txamount'],
  currency: ['currency', 'currencycode', 'ccy'],
  sender_account: ['senderaccount', 'nameorig', 'sender', 'fromaccount', 'accountid', 'customerid'],
  sender_balance_before: ['senderbalancebefore', 'oldbalanceorg', 'oldbalanceorig'],
  sender_balance_after: ['senderbalanceafter', 'newbalanceorig', 'newbalanceorg'],
  receiver_account: ['receiveraccount', 'namedest', 'receiver', 'toaccount', 'beneficiaryaccount'],
  receiver_balance_before: ['receiverbalancebefore', 'oldbalancedest'],
  receiver_balance_after: ['receiverbalanceafter', 'newbalancedest'],
  external_id: ['externalid', 'transactionid', 'txid'],
  device_id: ['deviceid', 'device'],
  phone: ['phone', 'phonenumber', 'msisdn'],
  ip: ['ip', 'ipaddress'],
  country: ['country', 'countrycode'],
  city: ['city'],
  latitude: ['latitude', 'lat'],
  longitude: ['longitude', 'lon', 'lng'],
  merchant_category: ['merchantcategory', 'merchantcategorycode', 'mcc'],
  channel: ['channel'],
  declined_attempts: ['declinedattempts'],
}

/** `Old Balance_Org` and `oldbalanceOrg` are one name. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * The column of each field. What the user says comes first; an empty name means no column. A header with several names of
 * a field uses the first of them.
 */
export function findColumns(
  header: readonly string[],
  chosen: Partial<Record<UploadField, string>>,
): Map<UploadField, string> {
  const columns = new Map<UploadField, string>()
  const plain = header.map(plainName)
  const taken = new Set(Object.values(chosen))
  for (const [field, names] of Object.entries(NAMES) as [UploadField, readonly string[]][]) {
    const own = chosen[field]
    if (own !== undefined) {
      if (own !== '') columns.set(field, own)
      continue
    }
    const index = names.map((name) => plain.indexOf(name)).find((found) => found >= 0)
    const column = index === undefined ? undefined : header[index]
    if (column !== undefined && !taken.has(column)) columns.set(field, column)
  }
  return columns
}
