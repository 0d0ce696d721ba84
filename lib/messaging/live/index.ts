/** The door to live events: telling open pages that something changed. Server only. */
export { announce } from './announce'
export { announceScored } from './announce-scored'
