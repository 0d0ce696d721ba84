/** The people of an institution. */
export { changeRole, disableUser, enableUser } from './change-user'
export { createUser, type CreateUserInput } from './create-user'
export { namesOf } from './names-of'
export { listAssignable, listUsers } from './queries'
export type { UserRecord } from './record'
