/** All features that a model can use, in catalogue order. Ids, flag columns and balances after the transaction are excluded. */

import { AMOUNT_FEATURES } from './catalogue/amount'
import { BALANCE_FEATURES } from './catalogue/balance'
import type { FeatureDefinition, FeatureTexts } from './catalogue/feature-definition'
import { DEVICE_FEATURES } from './catalogue/device'
import { LOCATION_FEATURES } from './catalogue/location'
import { NETWORK_FEATURES } from './catalogue/network'
import { PAIR_FEATURES } from './catalogue/pair'
import { PARTY_LABEL_FEATURES } from './catalogue/party-labels'
import { RECEIVER_FEATURES } from './catalogue/receiver-history'
import { RECEIVER_LABEL_FEATURES } from './catalogue/receiver-labels'
import { SENDER_HABIT_FEATURES } from './catalogue/sender-habits'
import { SENDER_FEATURES } from './catalogue/sender-history'
import { TIMING_FEATURES } from './catalogue/timing'
import { TYPE_FEATURES } from './catalogue/type'
import { isMetadataFeature, metadataTexts } from './metadata-features'

export const FEATURES: readonly FeatureDefinition[] = [
  ...AMOUNT_FEATURES,
  ...TYPE_FEATURES,
  ...TIMING_FEATURES,
  ...BALANCE_FEATURES,
  ...SENDER_FEATURES,
  ...SENDER_HABIT_FEATURES,
  ...RECEIVER_FEATURES,
  ...PAIR_FEATURES,
  ...DEVICE_FEATURES,
  ...LOCATION_FEATURES,
  ...NETWORK_FEATURES,
  ...RECEIVER_LABEL_FEATURES,
  ...PARTY_LABEL_FEATURES,
]

export const FEATURE_COUNT = FEATURES.length
export const FEATURE_NAMES: readonly string[] = FEATURES.map((feature) => feature.name)

const byName = new Map(FEATURES.map((feature) => [feature.name, feature]))

/** The definition of a feature. @throws Error for a name that is not in the catalogue */
export function featureNamed(name: string): FeatureDefinition {
  const feature = byName.get(name)
  if (feature === undefined) throw new RangeError(`Unknown feature: ${name}`)
  return feature
}

/** What readers see of a feature: of the catalogue, or a metadata field. Null for one that has left the catalogue. */
export const featureTexts = (name: string): FeatureTexts | null =>
  byName.get(name) ?? (isMetadataFeature(name) ? metadataTexts(name) : null)
