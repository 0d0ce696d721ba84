'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { type ApiResult, callApi } from '@/components/http/api-client'
import type { ViewChange, ViewPage } from '@/lib/desk/saved-views/schema'

/** Saves, changes and deletes views, says what became of it and reads the page anew. */
export function useSavedViews(page: ViewPage) {
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
