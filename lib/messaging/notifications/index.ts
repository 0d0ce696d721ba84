/** Notifications of one user, written in the transaction that causes them. */
export { markRead } from './mark-read'
export { type NewNotification, notify } from './notify'
export { pruneNotifications } from './prune'
export { listNotifications } from './queries'
