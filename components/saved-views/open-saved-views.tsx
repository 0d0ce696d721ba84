'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type ReactElement, useState, useTransition } from 'react'
import { type ApiResult, callApi } from '@/components/http/api-client'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { limitOf } from '@/lib/contract/permissions'
import { toast } from '@/components/ui/toast'
import type { ViewChange, ViewPage } from '@/lib/desk/saved-views/schema'
import { SaveViewForm } from './save-view-form'
import { SavedViewRow, viewHref } from './saved-view-row'
import type { SavedViewsProps } from './saved-views-menu'

/** The user's named filters and those that colleagues share; open from the start. */
export default function OpenSavedViews(props: SavedViewsProps & { button: ReactElement }) {
  const { button, page, views, query, canShare } = props
  const [open, setOpen] = useState(true)
  const { pending, save, change, remove } = useSavedViews(page)
  const own = views.filter((view) => view.own)
  const shared = views.filter((view) => !view.own)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{button}</DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] max-w-lg overflow-y-auto">
        <DialogTitle>Saved views</DialogTitle>
        <DialogDescription>
          {canShare
            ? 'Yours, and those that colleagues share with the institution.'
            : `Yours, and those that colleagues share. ${limitOf('view:share')}`}
        </DialogDescription>
        <SaveViewForm pending={pending} canShare={canShare} onSave={(name, all) => save(name, query, all)} />
        {own.length === 0 ? (
          <p className="text-muted-foreground mt-4 text-sm">You have no saved views yet.</p>
        ) : (
          <ul aria-label="Your views" className="mt-4 divide-y border-y">
            {own.map((view) => (
              <SavedViewRow
                key={view.id}
                view={view}
                pending={pending}
                canShare={canShare}
                onOpen={() => setOpen(false)}
                onChange={(changed) => change(view.id, changed)}
                onRemove={() => remove(view.id)}
              />
            ))}
          </ul>
        )}
        {shared.length === 0 ? null : (
          <>
            <h3 className="eyebrow mt-5">Shared by colleagues</h3>
            <ul aria-label="Shared views" className="mt-1 divide-y border-y">
              {shared.map((view) => (
                <li key={view.id} className="flex items-center gap-2 py-2 text-sm">
                  <Link
                    href={viewHref(view)}
                    onClick={() => setOpen(false)}
                    className="min-w-0 flex-1 truncate underline underline-offset-4"
                  >
                    {view.name}
                  </Link>
                  <span className="text-muted-foreground text-[13px]">{view.user_name}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </DialogContent>
    </Dialog>
  )
}

/** Saves, changes and deletes views, reports the result and refreshes the page. */
function useSavedViews(page: ViewPage) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const run = (send: () => Promise<ApiResult<unknown>>, said: string, onDone?: () => void) =>
    startTransition(async () => {
      const sent = await send()
      if (!sent.ok) return void toast.error(sent.problem.message)
      toast.success(said)
      onDone?.()
      router.refresh()
    })
  return {
    pending,
    save: (name: string, query: string, shared: boolean) =>
      run(() => callApi('POST /api/saved-views', { body: { page, name, query, shared } }), `“${name}” saved`),
    change: (id: string, change: ViewChange, onDone?: () => void) =>
      run(
        () => callApi('PATCH /api/saved-views/{id}', { params: { id }, body: change }),
        'View changed',
        onDone,
      ),
    remove: (id: string) =>
      run(() => callApi('DELETE /api/saved-views/{id}', { params: { id } }), 'View deleted'),
  }
}
