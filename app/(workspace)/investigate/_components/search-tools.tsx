import { investigateHref } from '@/components/fraud/links'
import { SavedViewsMenu } from '@/components/saved-views/saved-views-menu'
import { type Context, mayActor } from '@/lib/auth'
import { listViews } from '@/lib/saved-views'
import { EXPORT_LIMIT } from '@/lib/transactions'
import type { Given } from '../given'
import { ExportButton } from './export-button'

/** Saved views and the export of what is listed. */
export async function SearchTools({ ctx, given }: { ctx: Context; given: Given }) {
  const query = investigateHref(given).split('?')[1] ?? ''
  const views = await listViews(ctx, 'investigate')
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      <SavedViewsMenu
        page="investigate"
        views={views}
        query={query}
        canShare={mayActor(ctx.actor, 'view:share')}
      />
      <ExportButton query={query} limit={EXPORT_LIMIT} allowed={mayActor(ctx.actor, 'transaction:export')} />
    </div>
  )
}
