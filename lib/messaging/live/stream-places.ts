import { AppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'

export const MAX_STREAMS = 10

const taken = () => singleton('live.streams', () => new Map<string, number>())

/** Counts one more stream of the user or key in this process. Returns the release. @throws AppError too-many-requests */
export function takePlace(userId: string): () => void {
  const before = taken().get(userId) ?? 0
  if (before >= MAX_STREAMS) {
    const detail = `A user can have at most ${MAX_STREAMS} live streams open.`
    throw new AppError('too-many-requests', { detail, retryAfterSeconds: 30 })
  }
  taken().set(userId, before + 1)
  return () => {
    const left = (taken().get(userId) ?? 1) - 1
    if (left > 0) taken().set(userId, left)
    else taken().delete(userId)
  }
}
