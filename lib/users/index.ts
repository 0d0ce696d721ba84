/** The people of an institution. */
export { changeRole, disableUser, enableUser } from './change-user'
export { createUser, type CreateUserInput } from './create-user'
export { listAssignable, listUsers } from './queries'
export type { UserRecord } from './record'
