import type { FeatureTexts } from './catalogue/feature-definition'

/** The free data of a transaction. */
export type Metadata = Readonly<Record<string, unknown>>

const PREFIX = 'metadata.'
const NAME = /^metadata\.[A-Za-z0-9_-]{1,64}$/

/** How many fields of the metadata one model reads. */
export const MAX_METADATA_FEATURES = 50

/** True for `metadata.<key>`: the number that a transaction has at the top level of its metadata under this key. */
export const isMetadataFeature = (name: string): boolean => NAME.test(name)

/** True for a name that claims to be a field of the metadata, valid or not. */
export const namesMetadata = (name: string): boolean => name.startsWith(PREFIX)

export const metadataKeyOf = (name: string): string => name.slice(PREFIX.length)

/**
 * The value of a metadata field, rounded to float32. NaN (missing) where the field is absent or not a number (a text of
 * digits and a boolean are none), or beyond the range of float32.
 */
export function readMetadataNumber(metadata: Metadata | null, key: string): number {
  const value = metadata !== null && Object.hasOwn(metadata, key) ? metadata[key] : null
  if (typeof value !== 'number') return NaN
  const rounded = Math.fround(value)
  return Number.isFinite(rounded) ? rounded : NaN
}

/** What readers see of a metadata field: nobody but the institution knows what it means. */
export function metadataTexts(name: string): FeatureTexts {
  const label = `${metadataKeyOf(name)} (metadata)`
  return {
    name,
    label,
    unit: 'number',
    family: 'metadata',
    formula: `number in the field ${metadataKeyOf(name)} of the metadata`,
    mayBeMissing: true,
    highFrom: 0,
    high: label,
    low: label,
  }
}
