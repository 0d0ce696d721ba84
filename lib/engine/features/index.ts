/** Features: one implementation for scoring, training exports and screens. Pure; safe in a browser. */

export { FEATURE_COUNT, FEATURE_NAMES, FEATURES, featureNamed, featureTexts } from './catalogue'
export {
  FEATURE_FAMILIES,
  type FeatureDefinition,
  type FeatureFamily,
  type FeatureTexts,
  type FeatureUnit,
} from './catalogue/feature-definition'
export { computeFeatures } from './compute-features'
export { describeContribution, formatFeatureValue } from './describe'
export {
  isMetadataFeature,
  MAX_METADATA_FEATURES,
  type Metadata,
  metadataKeyOf,
  namesMetadata,
  readMetadataNumber,
} from './metadata-features'
export { type StateKey, labelledKeysOf, stateKeysOf, updatedKeysOf } from './state-keys'
export { reduceLabel } from './reduce-label'
export { reduceStates } from './reduce-states'
export { emptyAccountState, type AccountState, type FlowState } from './states/account-state'
export { emptyCategoryState, type CategoryState, mergeCategory } from './states/category-state'
export { emptyDeviceState, type DeviceState } from './states/device-state'
export { countInWindow, type KnownTimes, MAX_EARLIER_TIMES } from './states/earlier-times'
export { emptyPhoneState, type PhoneState } from './states/phone-state'
export {
  emptyState,
  type EntityState,
  MAX_STATE_BYTES,
  packState,
  readState,
  type StateOfKind,
  unpackState,
} from './states/packed-state'
export {
  type EntityStates,
  type FeatureInput,
  type Label,
  type LabelEvent,
  type Parties,
  type PayingParties,
  STATE_KINDS,
  type StateKind,
  TRANSACTION_TYPES,
  type TransactionType,
} from './types'
export { networkOf } from './ip-network'
export { hashOf } from './states/hash'
export { rekeyPeers } from './states/recent-peers'
export { type HabitKeys, rekeyHabits } from './states/rekey-habits'
export { decisionColumns, segmentOf, TABLE_FILE, TABLE_FORMAT, trainingColumns } from './training-table'
export { isUnusualAmount } from './unusual-amount'
