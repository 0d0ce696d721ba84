/** Authentication: users, sessions, sign-in and sign-out. Server only. */
export { forgetApiKeys } from './api-key-credential'
export { newApiKeySecret } from './api-key-secret'
export { authenticate } from './authenticate'
export { safeCallbackPath } from './callback-path'
export { changePassword } from './change-password'
export { clientIp, stampPeerAddress, stampRequest } from './client-ip'
export { limitLinks } from './limit-links'
export {
  deliveryOf,
  invalidLink,
  type LinkToken,
  linkWith,
  newLinkToken,
  requireLinkToken,
} from './link-token'
export { limitResets, mayMailReset } from './limit-resets'
export { hashNewPassword } from './new-password'
export { nextAuthOptions } from './next-auth-options'
export { noteDenied } from './note-rejections'
export { firstInAMinute } from './once-a-minute'
export { hashPassword } from './password'
export { endSessions, replacePassword } from './replace-password'
export { pruneSessions } from './prune-sessions'
export { currentUser, requireUser } from './require-user'
export { assertSameSite } from './same-site'
export { forgetSession, forgetSessions } from './sessions'
