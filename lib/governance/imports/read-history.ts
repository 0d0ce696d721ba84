import { readInstitutionSettings } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import { readLabelDelay } from '@/lib/governance/models'
import { withTenant } from '@/lib/platform/db'
import type { LabelledHistory } from './history'
import { type LabelledDecision, readLabelledDecisions } from './read-labelled-decisions'

const MOST_ROWS = 100_000

/** The latest 100,000 decisions of the tenant that have all these features, and whose labels are mature. */
export async function readHistory(ctx: Context, features: readonly string[]): Promise<LabelledHistory> {
  const tenantId = ctx.tenant.id
  const labelDelayDays = await readLabelDelay(tenantId)
  const decisions: Omit<LabelledDecision, 'features'>[] = []
  const pages: Float32Array[] = []
  for await (const page of readLabelledDecisions(ctx, features, labelDelayDays)) {
    const latestFirst = page.slice(0, MOST_ROWS - decisions.length)
    decisions.push(...latestFirst)
    pages.unshift(Float32Array.from(latestFirst.toReversed().flatMap((decision) => decision.features)))
    if (decisions.length >= MOST_ROWS) break
  }
  decisions.reverse()
  const settings = await withTenant({ tenantId }, (tx) => readInstitutionSettings(tx))
  return {
    labelDelayDays,
    occurredAtMs: Float64Array.from(decisions, ({ occurred_at }) => occurred_at.getTime()),
    amounts: Float64Array.from(decisions, ({ amount }) => amount),
    labels: Uint8Array.from(decisions, ({ is_fraud }) => Number(is_fraud)),
    rows: concatenated(pages),
    costs: settings.cost_model,
    reviewCost: Number(settings.cost_model.review_minute_cost) * settings.review_capacity.minutes_per_alert,
  }
}

function concatenated(pages: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(pages.reduce((sum, page) => sum + page.length, 0))
  let at = 0
  for (const page of pages) {
    all.set(page, at)
    at += page.length
  }
  return all
}
