import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { spendExport } from '@/lib/http/export-limit'
import { withTenant } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { readCase, SHOWN } from '../get-case'
import type { CaseBrief } from '../schema'
import { timelineIn } from '../timeline'
import { composeBrief } from './compose-brief'
import { timeIn } from './write-sentences'

/**
 * The case as a summary for readers outside the product. Both forms leave the product, so the audit log records who read
 * them, and they share one limit per hour.
 * @throws AppError not-found, too-many-requests
 */
export async function getBrief(ctx: Context, id: string): Promise<CaseBrief> {
  const brief = await compose(ctx, id)
  await noteExport(ctx, id, 'json', brief)
  return brief
}

/** The brief as a PDF. @throws AppError not-found, too-many-requests */
export async function exportBrief(ctx: Context, id: string): Promise<{ name: string; pdf: Uint8Array }> {
  const brief = await compose(ctx, id)
  // Loading the PDF library and its fonts takes a third of a second of each start.
  const { renderPdf } = await import('./render-pdf')
  const pdf = await renderPdf(brief, { bank: ctx.tenant.name, time: timeIn(ctx.tenant.timeZone) })
  await noteExport(ctx, id, 'pdf', brief)
  return { name: `${brief.key}.pdf`, pdf }
}

async function compose(ctx: Context, id: string): Promise<CaseBrief> {
  authorize(ctx, 'case:export')
  await spendExport(ctx, 'case-briefs')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const detail = await readCase(tx, ctx, id)
    const { items } = await timelineIn(tx, tenantId, id, { limit: SHOWN, before: null })
    // An export does not change the case.
    const timeline = items.filter(({ action }) => action !== 'case.exported').toReversed()
    return composeBrief(detail, timeline, { baseUrl: env().NEXTAUTH_URL, timeZone: ctx.tenant.timeZone })
  })
}

const noteExport = (ctx: Context, id: string, format: 'json' | 'pdf', brief: CaseBrief): Promise<void> =>
  withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    writeAudit(tx, ctx, {
      action: 'case.exported',
      objectKind: 'case',
      objectId: id,
      after: { format, transactions: brief.transactions.length, of: brief.transaction_count },
    }),
  )
