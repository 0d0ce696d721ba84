import { AppError } from '@/lib/platform/errors'
import { hashPassword } from './password'
import { passwordProblem } from './schema'

/**
 * The hash of a password that a user chooses.
 * @param owner whose e-mail address and name the password must not contain
 * @throws AppError invalid-request for `field`, overloaded
 */
export async function hashNewPassword(
  password: string,
  owner: { email: string; fullName: string },
  field: string,
): Promise<string> {
  const reason = passwordProblem(password, owner)
  if (reason)
    throw new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })
  return await hashPassword(password)
}
