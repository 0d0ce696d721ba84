/** A user's own account. */
export { changeProfile } from './change-profile'
export { endOtherSessions, endOwnSession } from './end-sessions'
export { getProfile, listOwnSessions } from './queries'
