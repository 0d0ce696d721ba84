import type { Clock } from '@/components/fraud/clock'
import type { Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'

/** What each part of the page needs to read its own share. */
export interface EntityWidget {
  ctx: Context
  entity: EntityRef
  clock: Clock
}
