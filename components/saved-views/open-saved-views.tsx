'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { SaveViewForm } from './save-view-form'
import { SavedViewRow } from './saved-view-row'
import { SavedViewsButton, type SavedViewsProps } from './saved-views-button'
import { useSavedViews } from './use-saved-views'
import { viewHref } from './view-href'

/** The filters kept under names, one's own and those that colleagues share; open from the start. */
export default function OpenSavedViews({ page, views, query, canShare }: SavedViewsProps) {
  const [open, setOpen] = useState(true)
  const { pending, save, change, remove } = useSavedViews(page)
  const own = views.filter((view) => view.own)
  const shared = views.filter((view) => !view.own)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <SavedViewsButton count={views.length} />
      </DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] max-w-lg overflow-y-auto">
        <DialogTitle>Saved views</DialogTitle>
        <DialogDescription>
          {canShare
            ? 'Yours, and those that colleagues share with the institution.'
            : 'Yours, and those that colleagues share. Sharing takes a senior analyst.'}
        </DialogDescription>
        <SaveViewForm pending={pending} canShare={canShare} onSave={(name, all) => save(name, query, all)} />
        {own.length === 0 ? (
          <p className="text-muted-foreground mt-4 text-sm">You have saved none yet.</p>
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
