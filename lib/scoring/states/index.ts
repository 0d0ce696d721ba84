/** Entity states: the bounded memory that accounts, devices and merchant categories leave behind, per tenant. */

export { type KnownStates, learnStates, noStates, type StoredStates, statesOf } from './known-states'
export { lockStripes, readStates, storedStates, writeStates } from './statements'
export { stripeOfEntity, stripeOfName } from './stripes'
