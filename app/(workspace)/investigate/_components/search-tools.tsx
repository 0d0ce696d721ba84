import { investigateHref } from '@/components/fraud/links'
import type { ApiQuery } from '@/components/http/api-types'
import { ViewsMissing } from '@/components/saved-views/views-missing'
import { SavedViewsMenu } from '@/components/saved-views/saved-views-menu'
import { type Context, mayActor } from '@/lib/contract/context'
import { listViews } from '@/lib/desk/saved-views'
import { EXPORT_LIMIT } from '@/lib/desk/transactions'
import { readOrProblem } from '../../_lib/read-or-problem'
import type { Given } from '../given'
import { ExportButton } from './export-button'

/** Saved views and the export of what is listed. */
export async function SearchTools({ ctx, given }: { ctx: Context; given: Given }) {
  const query = investigateHref(given).split('?')[1] ?? ''
  const { value: views } = await readOrProblem(ctx, () => listViews(ctx, 'investigate'))
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      {views ? (
        <SavedViewsMenu
          page="investigate"
          views={views}
          query={query}
          canShare={mayActor(ctx.actor, 'view:share')}
        />
      ) : (
        <ViewsMissing />
      )}
      <ExportButton
        query={given as ApiQuery<'GET /api/investigate/export.csv'>}
        limit={EXPORT_LIMIT}
        allowed={mayActor(ctx.actor, 'transaction:export')}
      />
    </div>
  )
}
