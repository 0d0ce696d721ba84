/** Notifications of one user, written in the transaction that causes them. */
export { markRead } from './mark-read'
export { type NewNotification, notify } from './notify'
export { getPreferences, setPreferences } from './preferences'
export { pruneNotifications } from './prune'
export { listNotifications } from './queries'
