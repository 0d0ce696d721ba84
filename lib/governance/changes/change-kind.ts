import type { Context } from '@/lib/contract/context'
import type { Permission } from '@/lib/contract/permissions'
import type { Prisma, TenantClient } from '@/lib/platform/db'
import type { ImpactLimits } from './impact/count-flips'
import type { Outlook, PreviewDays } from './schema'

/** What is in force, or will be, as a JSON object; its fields depend on the kind. */
export type State = Prisma.InputJsonObject

/** A change as it is stored: what was asked, what is in force, and what will be. */
export interface Plan<P> {
  payload: P
  before: State
  after: State
  /** One line for lists, such as 'Review threshold 0.019 → 0.03'. */
  summary: string
}

/** How far an impact looks back. */
export interface LookBack {
  /** The longest period. */
  days: PreviewDays
  /** Labels of transactions younger than this are still arriving. */
  labelDelayDays: number
  limits?: ImpactLimits
}

/** One kind of change. All functions but `prepare` run in the transaction of the caller. */
export interface ChangeKind<P> {
  /** Who may request it. */
  permission: Permission
  /** Slow work before the transaction, such as loading a model; what `plan` needs of it. */
  prepare?(ctx: Context, payload: P): Promise<State>
  /** Checks the payload and completes it. @throws AppError invalid-request, not-found or conflict */
  plan(tx: TenantClient, ctx: Context, payload: P, prepared: State): Promise<Plan<P>>
  /** What is in force now, to compare with `before`. */
  current(tx: TenantClient, tenantId: string, payload: P): Promise<State>
  /**
   * What is known of the effect: mostly what the change would have done to the last days, from stored scores.
   * @param prepared what `prepare` returned
   */
  outlook(tx: TenantClient, ctx: Context, plan: Plan<P>, back: LookBack, prepared: State): Promise<Outlook>
  /** Puts `after` in force. @param requestedBy the user whose change it is */
  apply(tx: TenantClient, ctx: Context, plan: Plan<P>, requestedBy: string): Promise<Applied>
}

export interface Applied {
  /** The policy version that it made. */
  policyVersion: number | null
}
