import type { Clock } from '@/components/fraud/clock'
import type { Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'

/** The inputs of each part of the page. */
export interface EntityWidget {
  ctx: Context
  entity: EntityRef
  clock: Clock
}
