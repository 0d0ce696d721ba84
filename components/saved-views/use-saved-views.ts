'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { sendJson, type Sent } from '@/components/http/send-json'
import type { ViewChange, ViewPage } from '@/lib/desk/saved-views/schema'

/** Saves, changes and deletes views, says what became of it and reads the page anew. */
export function useSavedViews(page: ViewPage) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const run = (send: () => Promise<Sent>, said: string, onDone?: () => void) =>
    startTransition(async () => {
      const sent = await send()
      if (!sent.ok) return void toast.error(sent.refusal.message)
      toast.success(said)
      onDone?.()
      router.refresh()
    })
  return {
    pending,
    save: (name: string, query: string, shared: boolean) =>
      run(() => sendJson('POST', '/api/saved-views', { page, name, query, shared }), `“${name}” saved`),
    change: (id: string, change: ViewChange, onDone?: () => void) =>
      run(() => sendJson('PATCH', `/api/saved-views/${id}`, change), 'View changed', onDone),
    remove: (id: string) => run(() => sendJson('DELETE', `/api/saved-views/${id}`), 'View deleted'),
  }
}
