/** The door to identity: who acts, what they may do, how they sign in and out. Server only. */
export { authenticate } from './authenticate'
export { inBackground, settleBackground } from './background'
export { safeCallbackPath } from './callback-path'
export { clientIp, stampPeerAddress } from './client-ip'
export { type Actor, authorize, type Context, mayActor, requireUserId, type Tenant } from './context'
export { hashPassword } from './password'
export { isRole, type Permission, permissionsOf, type Role, ROLES, type Scope, SCOPES } from './permissions'
export { currentUser, requireUser } from './require-user'
