/** What concerns one person of an institution: told in the transaction that causes it. */
export { markRead } from './mark-read'
export { type NewNotification, notify } from './notify'
export { pruneNotifications } from './prune'
export { listNotifications } from './queries'
