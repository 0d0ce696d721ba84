/** Live events: telling open pages that something changed. Server only. */
export { announce, announceNotifications } from './announce'
export { announceScored } from './announce-scored'
export { pruneLiveEvents } from './prune-events'
export { watchEvents } from './watch-events'
