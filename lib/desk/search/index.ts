/** The door to looking things up across domains, for the command palette. Server only. */
export { lookUp } from './look-up'
