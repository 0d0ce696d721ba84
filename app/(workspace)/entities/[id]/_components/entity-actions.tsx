import { CaseDialogButton } from '@/components/cases/case-dialog-button'
import { ListButton } from '@/components/fraud/list-button'
import { UnlistButton } from '@/components/fraud/unlist-button'
import { type Context, mayActor } from '@/lib/contract/context'
import { limitOf } from '@/lib/contract/permissions'
import type { EntityHeader } from '@/lib/desk/entities/schema'

/** The actions on the entity; without permission, an explanation instead of the button. */
export function EntityActions({ ctx, header }: { ctx: Context; header: EntityHeader }) {
  const mayList = mayActor(ctx.actor, 'watchlist:write')
  const { kind, id, watchlist } = header
  return (
    <div className="flex flex-col items-start gap-2 sm:items-end">
      <div role="group" aria-label="Actions" className="flex flex-wrap gap-2">
        {mayList && watchlist ? <UnlistButton entity={{ kind, id }} entry={watchlist} /> : null}
        {mayList && !watchlist ? (
          <>
            <ListButton entity={{ kind, id }} list="blocked" />
            <ListButton entity={{ kind, id }} list="trusted" />
          </>
        ) : null}
        {mayActor(ctx.actor, 'case:write') ? (
          <CaseDialogButton entities={[{ kind, id }]} defaultTitle={`${kind} ${id}`} />
        ) : null}
      </div>
      {mayList ? null : (
        <p className="text-faint max-w-64 text-xs text-pretty sm:text-right">{limitOf('watchlist:write')}</p>
      )}
    </div>
  )
}
