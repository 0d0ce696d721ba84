import type { Context } from '@/lib/contract/context'
import { getModelReport } from '@/lib/governance/models'
import { ReportView } from './report-view'

/** Reads what the model's bundle tells, which takes a while the first time, and shows it. */
export async function Report({ ctx, id }: { ctx: Context; id: string }) {
  const detail = await getModelReport(ctx, id)
  return <ReportView detail={detail} timeZone={ctx.tenant.timeZone} />
}
