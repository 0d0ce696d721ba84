/** Entity states: the bounded memory that accounts, devices and merchant categories leave behind, per tenant. */

export { type KnownStates, knownStates, noStates, type StateRow, statesOf } from './known-states'
export { lockNames, readStates, writeStates } from './statements'
export { lockNameOf } from './stripes'
