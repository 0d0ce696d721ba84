import type { Prisma } from '@/lib/platform/db'
import { DAY_MS } from '@/lib/platform/time'

/** A message of the outbox, for people and for machines. */
export interface NewMessage {
  rule: { id: string; name: string } | null
  /** `alert.transaction`, `alert.test`: the `type` of a signed webhook. */
  kind: string
  /** One sentence. */
  title: string
  /** What happened, a line each. */
  lines: readonly string[]
  /** A path of this product. */
  link: string
  /** `data` of a signed webhook. */
  payload: Prisma.InputJsonObject
  /** What the message is about where it is one thing: notifications lead to it. */
  about: { transactionId?: string; caseId?: string; driftAlarmId?: string }
}

/** A message that could not be sent within these days ends as failed, such as one of a channel that is off. */
export const GIVE_UP_DAYS = 4

export const giveUpAt = (now: Date): Date => new Date(now.getTime() + GIVE_UP_DAYS * DAY_MS)

export const MAX_TITLE = 300
export const MAX_LINES = 32
