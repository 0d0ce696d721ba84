/** The users of an institution. */
export { changeUser } from './change-user'
export { createUser, createUserWithHash, type CreateUserInput } from './create-user'
export { endUserSessions } from './end-user-sessions'
export { namesOf } from './names-of'
export { listAssignable, listUsers } from './queries'
