/** Features: the one implementation used by scoring, training exports and screens. Pure, and safe in a browser. */

export { emptyAccountState, type AccountState, type FlowState } from './account-state'
export { FEATURE_COUNT, FEATURE_NAMES, FEATURES, featureNamed } from './catalogue'
export type { FeatureDefinition, FeatureFamily, FeatureUnit } from './catalogue/feature-definition'
export { computeFeatures } from './compute-features'
export { describeContribution, formatFeatureValue } from './describe'
export { entityKeysOf, type EntityKey } from './entity-keys'
export { reduceStates } from './reduce-states'
export { TRANSACTION_TYPES } from './types'
export type { EntityKind, EntityStates, FeatureInput, TransactionType } from './types'
