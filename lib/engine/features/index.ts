/** Features: the one implementation used by scoring, training exports and screens. Pure, and safe in a browser. */

export { FEATURE_COUNT, FEATURE_NAMES, FEATURES, featureNamed } from './catalogue'
export {
  FEATURE_FAMILIES,
  type FeatureDefinition,
  type FeatureFamily,
  type FeatureUnit,
} from './catalogue/feature-definition'
export { computeFeatures } from './compute-features'
export { describeContribution, formatFeatureValue } from './describe'
export { type StateKey, stateKeysOf, updatedKeysOf } from './state-keys'
export { reduceLabel } from './reduce-label'
export { reduceStates } from './reduce-states'
export { emptyAccountState, type AccountState, type FlowState } from './states/account-state'
export { emptyCategoryState, type CategoryState } from './states/category-state'
export { emptyDeviceState, type DeviceState } from './states/device-state'
export { packState, unpackState } from './states/packed-state'
export {
  emptyState,
  type EntityState,
  MAX_STATE_BYTES,
  readState,
  type StateOfKind,
} from './states/read-state'
export { TRANSACTION_TYPES } from './types'
export { STATE_KINDS } from './types'
export type { TransactionType } from './types'
export type { StateKind, EntityStates, FeatureInput, Label, LabelEvent, Parties } from './types'
export { isUnusualAmount } from './unusual-amount'
