import { hash, parseOptions, verify } from '@node-rs/argon2'
import { singleton } from '@/lib/platform/singleton'
import { createWorkLimit } from './work-limit'

/** Passwords: argon2id, a few at a time, because many sign-ins would otherwise take both CPUs from scoring. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const limit = () =>
  singleton('auth.password-work', () => createWorkLimit({ inFlight: 2, waiting: 20, retryAfterSeconds: 2 }))

/** A valid hash that no password has, so that an unknown user costs the same time as a wrong password. */
const NO_PASSWORD_HASH = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/**
 * The PHC string to store for a password.
 * @throws AppError overloaded when too many wait already.
 */
export const hashPassword = (password: string): Promise<string> =>
  limit().run(() => hash(password, PARAMETERS))

/**
 * True when the password matches the hash. Null stands for an unknown user: false, after the same work.
 * @throws AppError overloaded when too many wait already.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await limit().run(() => verify(passwordHash ?? NO_PASSWORD_HASH, password))
  return matches && passwordHash !== null
}

/** True when the hash has other parameters than the current ones. */
export function needsRehash(passwordHash: string): boolean {
  const made = parseOptions(passwordHash)
  return (
    !passwordHash.startsWith('$argon2id$') ||
    made.memoryCost !== PARAMETERS.memoryCost ||
    made.timeCost !== PARAMETERS.timeCost ||
    made.parallelism !== PARAMETERS.parallelism
  )
}
