'use client'

import { CloudOff } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { MessagePanel } from './message-panel'

/** The panel of an error boundary. The digest is the reference under which the server logged the error. */
export function FailurePanel({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <div role="alert">
      <MessagePanel
        icon={CloudOff}
        title="This page could not be shown"
        reference={error.digest}
        actions={
          <Button variant="outline" disabled={pending} onClick={retry}>
            Retry
          </Button>
        }
      >
        <p>Something failed on our side. Nothing was changed.</p>
      </MessagePanel>
    </div>
  )
}
