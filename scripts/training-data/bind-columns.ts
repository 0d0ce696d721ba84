import type { FeatureInput } from '@/lib/engine/features'
import {
  boundedTime,
  countAt,
  labelAt,
  moneyAt,
  numberAt,
  optional,
  textAt,
  timeAt,
  typeAt,
  type CellReader,
  type FileBounds,
  type Place,
} from './cell-readers'
import type { MappedField, Mapping } from './mapping'

const DAY_MS = 86_400_000
/** Without a column for the arrival of labels, they arrive after a week, also legitimate ones. */
const USUAL_DELAY_DAYS = 7

/** A historical transaction with its recorded label. */
export interface HistoryRow {
  input: FeatureInput
  externalId: string | null
  isFraud: boolean
  /** When the label arrived, in epoch milliseconds; null if never. */
  labelAtMs: number | null
}

/**
 * Returns the function that maps records with this header to rows.
 * @throws Error naming columns of the mapping that the header has not, or has twice
 */
export function bindColumns(
  header: readonly string[],
  mapping: Mapping,
  bounds: FileBounds,
): CellReader<HistoryRow> {
  const { columns } = mapping
  requireColumns(header, mapping)
  const placeOf = (field: MappedField, column: string): Place => ({
    index: header.indexOf(column),
    column,
    field,
  })
  const given = <T>(field: MappedField, reader: (place: Place) => CellReader<T>): CellReader<T | null> => {
    const source = columns[field]
    if (source === undefined || !('column' in source)) return () => null
    const place = placeOf(field, source.column)
    return optional(place, reader(place))
  }
  const balance = (place: Place) => moneyAt(place, 'negative too')

  const timePlace = placeOf('occurredAt', columns.occurredAt.column)
  const occurredAt = boundedTime(timePlace, timeAt(timePlace, columns.occurredAt), bounds)
  const type = bindType(columns.type, placeOf)
  const amount = moneyAt(placeOf('amount', columns.amount.column), 'not negative')
  const sender = textAt(placeOf('senderAccount', columns.senderAccount.column))
  const senderBalance = given('senderBalanceBefore', balance)
  const receiver = given('receiverAccount', textAt)
  const receiverBalance = given('receiverBalanceBefore', balance)
  const [device, phone, ip] = [given('deviceId', textAt), given('phone', textAt), given('ip', textAt)]
  const [country, city] = [given('country', textAt), given('city', textAt)]
  const [latitude, longitude] = [given('latitude', numberAt), given('longitude', numberAt)]
  const [category, channel] = [given('merchantCategory', textAt), given('channel', textAt)]
  const declined = given('declinedAttempts', countAt)
  const externalId = given('externalId', textAt)
  const label = labelAt(placeOf('label', columns.label.column), columns.label.fraud)
  const labelTime = bindLabelTime(columns.labelAt, placeOf, bounds)

  return (cells) => {
    const occurredAtMs = occurredAt(cells)
    return {
      input: {
        occurredAtMs,
        type: type(cells),
        amountMinor: amount(cells),
        senderAccount: sender(cells),
        senderBalanceBeforeMinor: senderBalance(cells),
        receiverAccount: receiver(cells),
        receiverBalanceBeforeMinor: receiverBalance(cells),
        deviceId: device(cells),
        phone: phone(cells),
        ip: ip(cells),
        country: country(cells),
        city: city(cells),
        latitude: latitude(cells),
        longitude: longitude(cells),
        merchantCategory: category(cells),
        channel: channel(cells),
        declinedAttempts: declined(cells),
      },
      externalId: externalId(cells),
      isFraud: label(cells),
      labelAtMs: labelTime(cells, occurredAtMs),
    }
  }
}

type PlaceOf = (field: MappedField, column: string) => Place

function bindType(source: Mapping['columns']['type'], placeOf: PlaceOf): CellReader<FeatureInput['type']> {
  if ('constant' in source) return () => source.constant
  return typeAt(placeOf('type', source.column), source)
}

function bindLabelTime(
  source: Mapping['columns']['labelAt'],
  placeOf: PlaceOf,
  bounds: FileBounds,
): (cells: string[], occurredAtMs: number) => number | null {
  if (source === undefined || 'delayDays' in source) {
    const delayMs = (source?.delayDays ?? USUAL_DELAY_DAYS) * DAY_MS
    return (_cells, occurredAtMs) => occurredAtMs + delayMs
  }
  const place = placeOf('labelAt', source.column)
  const reader = optional(place, boundedTime(place, timeAt(place, source), bounds))
  return (cells) => reader(cells)
}

function requireColumns(header: readonly string[], mapping: Mapping): void {
  for (const [field, source] of Object.entries(mapping.columns)) {
    if (source === undefined || !('column' in source)) continue
    const { column } = source
    const key = column === field ? '' : ` (${field})`
    if (!header.includes(column)) {
      throw new Error(`Line 1: column ${column}${key} is missing. The file has ${header.join(', ')}`)
    }
    if (header.indexOf(column) !== header.lastIndexOf(column)) {
      throw new Error(`Line 1: column ${column}${key} is there twice`)
    }
  }
}
