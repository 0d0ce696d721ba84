import type { Clock } from '@/components/fraud/clock'
import type { Context } from '@/lib/auth'
import type { EntityRef } from '@/lib/entities/schema'

/** What each part of the page needs to read its own share. */
export interface EntityWidget {
  ctx: Context
  entity: EntityRef
  clock: Clock
}
