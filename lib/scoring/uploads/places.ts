/** Bounds the files that a server process reads at once: each is in its memory, and takes turns with other requests. */
import { AppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'
import { FILES_AT_ONCE } from './schema'

const taken = () => singleton('scoring.uploads.places', () => ({ count: 0 }))

/** Before the body is read. @throws AppError overloaded */
export function requirePlace(): void {
  if (taken().count < FILES_AT_ONCE) return
  throw new AppError('overloaded', {
    detail: `This server reads ${FILES_AT_ONCE} files already.`,
    retryAfterSeconds: 2,
  })
}

/** @throws AppError overloaded */
export async function inPlace<T>(work: () => Promise<T>): Promise<T> {
  requirePlace()
  taken().count += 1
  try {
    return await work()
  } finally {
    taken().count -= 1
  }
}
