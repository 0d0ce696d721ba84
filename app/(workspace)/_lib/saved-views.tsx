import { SavedViewsMenu } from '@/components/saved-views/saved-views-menu'
import { type Context, mayActor } from '@/lib/contract/context'
import { listViews } from '@/lib/desk/saved-views'
import type { ViewPage } from '@/lib/desk/saved-views/schema'
import { readOrProblem } from './read-or-problem'

/** @param href the URL of the page's filters, without cursor */
export async function SavedViews({ ctx, page, href }: { ctx: Context; page: ViewPage; href: string }) {
  const { value: views } = await readOrProblem(ctx, () => listViews(ctx, page))
  if (!views)
    return (
      <span role="status" className="text-muted-foreground text-[13px]">
        Saved views could not be read
      </span>
    )
  const query = href.split('?')[1] ?? ''
  return (
    <SavedViewsMenu
      page={page}
      views={views.items}
      query={query}
      canShare={mayActor(ctx.actor, 'view:share')}
    />
  )
}
