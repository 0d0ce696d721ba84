/** Entity states: the bounded history of each account, device and merchant category, stored per tenant. */

export { addStoredStates, newStateMap, type StateMap, type StoredStates, statesOf } from './state-map'
export { lockStripes, readStates, storedStates, writeStates } from './statements'
export { stripeOfEntity, stripeOfName } from './stripes'
