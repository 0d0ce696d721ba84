/** Encrypts stored responses that hold a secret. */
import { AppError } from '@/lib/platform/errors'
import { openText, sealText } from '@/lib/platform/sealed-text'

const PURPOSE = 'sentinel idempotent response'

export const sealResponse = (text: string): string => sealText(PURPOSE, text)

/** @throws AppError conflict where the secret of the server has changed since */
export function openResponse(sealed: string): string {
  try {
    return openText(PURPOSE, sealed).text
  } catch (cause) {
    throw new AppError('conflict', {
      detail: 'The request took effect, but its response can no longer be read.',
      cause,
    })
  }
}
