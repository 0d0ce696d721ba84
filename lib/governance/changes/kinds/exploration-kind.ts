import { applyExploration, explorationInForce } from '@/lib/governance/exploration'
import type { ExplorationSettings } from '@/lib/governance/exploration/schema'
import { AppError } from '@/lib/platform/errors'
import type { ChangeKind, State } from '../change-kind'
import { readReleases } from '../impact/read-releases'
import { type ExplorationPayload, NO_OUTLOOK } from '../schema'

/** Which blocked payments are let through by chance. */
export const explorationKind: ChangeKind<ExplorationPayload> = {
  permission: 'policy:write',
  async plan(tx, ctx, payload) {
    const before = stateOf(await explorationInForce(tx, ctx.tenant.id))
    const after = { ...payload }
    if (FIELDS.every((field) => Number(before[field]) === Number(after[field]))) {
      throw new AppError('invalid-request', {
        errors: [{ field: 'change.payload.share', reason: 'is in force already, like the amounts' }],
      })
    }
    return { payload, before, after, summary: summaryOf(payload, ctx.tenant.currency) }
  },
  current: async (tx, tenantId) => stateOf(await explorationInForce(tx, tenantId)),
  async outlook(tx, ctx, { before, payload }) {
    return { ...NO_OUTLOOK, releases: await readReleases(tx, ctx.tenant, settingsOf(before), payload) }
  },
  async apply(tx, ctx, { payload }, requestedBy) {
    await applyExploration(tx, ctx, payload, requestedBy)
    return { policyVersion: null }
  },
}

const FIELDS = ['share', 'amount_cap', 'daily_budget'] as const
const OFF = { version: 0, share: 0, amount_cap: '0', daily_budget: '0' }

function stateOf(settings: ExplorationSettings): State & typeof OFF {
  if (!settings) return OFF
  const { version, share, amount_cap, daily_budget } = settings
  return { version, share, amount_cap, daily_budget }
}

/** The settings of a state, which `stateOf` made. */
const settingsOf = (state: State): ExplorationPayload => {
  const { share, amount_cap, daily_budget } = state as typeof OFF
  return { share, amount_cap, daily_budget }
}

function summaryOf(
  { share, amount_cap: cap, daily_budget: budget }: ExplorationPayload,
  currency: string,
): string {
  if (share === 0) return 'Switch exploration off'
  const percent = Number((100 * share).toPrecision(3))
  return `Let ${percent} % of blocked payments up to ${cap} ${currency} through, at most ${budget} ${currency} a day`
}
