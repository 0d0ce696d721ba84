/** Invitations to an institution by a single-use link. */
export { acceptInvitation } from './accept-invitation'
export { readInvitation } from './find-open'
export { inviteUser } from './invite-user'
export { listInvitations } from './queries'
export { renewInvitation } from './renew-invitation'
export { withdrawInvitation } from './withdraw-invitation'
