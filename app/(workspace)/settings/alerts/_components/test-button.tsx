'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { formatDuration } from '../../jobs/format-duration'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog'
import type { Delivery } from '@/lib/messaging/delivery/schema'

/** Sends a test message and shows how it ended. */
export function TestButton({ id, name }: { id: string; name: string }) {
  const router = useRouter()
  const [result, setResult] = useState<Delivery | string | null>(null)
  const [pending, startTransition] = useTransition()
  const test = () =>
    startTransition(async () => {
      const sent = await callApi('POST /api/alert-channels/{id}/test', { params: { id } })
      setResult(sent.ok ? sent.body : sent.problem.message)
    })
  const close = () => {
    setResult(null)
    router.refresh()
  }
  return (
    <>
      <Button variant="ghost" size="sm" aria-label={`Test: ${name}`} disabled={pending} onClick={test}>
        {pending ? 'Sending…' : 'Test'}
      </Button>
      <Dialog open={result !== null} onOpenChange={(open) => (open ? undefined : close())}>
        <DialogContent>
          <DialogTitle>Test of {name}</DialogTitle>
          {result === null || typeof result === 'string' ? (
            <DialogDescription role="alert">{result}</DialogDescription>
          ) : (
            <TestResult delivery={result} />
          )}
          <div className="mt-5 flex justify-end">
            <Button onClick={close}>Close</Button>
          </div>
        </DialogContent>
      </Dialog>
    </>
  )
}

function TestResult({ delivery }: { delivery: Delivery }) {
  const { status, error, response_code: code, latency_ms: latencyMs, excerpt } = delivery
  return (
    <>
      <DialogDescription role="status">
        {status === 'delivered' ? 'The message was delivered.' : `${error ?? 'It failed'}.`}
      </DialogDescription>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[13px]">
        {code === null ? null : (
          <>
            <dt className="text-muted-foreground">Response</dt>
            <dd className="figure">{code}</dd>
          </>
        )}
        {latencyMs === null ? null : (
          <>
            <dt className="text-muted-foreground">Took</dt>
            <dd className="figure">{formatDuration(latencyMs)}</dd>
          </>
        )}
      </dl>
      {excerpt === null ? null : (
        <pre className="bg-background mt-3 max-h-48 overflow-auto rounded-md border p-3 text-xs break-all whitespace-pre-wrap">
          {excerpt}
        </pre>
      )}
    </>
  )
}
