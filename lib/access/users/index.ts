/** The users of an institution. */
export { changeUser } from './change-user'
export { createUser, type CreateUserInput } from './create-user'
export { namesOf } from './names-of'
export { listAssignable, listUsers } from './queries'
