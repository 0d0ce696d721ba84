'use client'

import { Button } from '@/components/ui/button'
import { useCaseEditing } from './case-editing'

/** Why the server refused what a dialog sent; after a lost race with the way to go on with one's own text. */
export function RefusalNote({ message }: { message: string }) {
  const { conflict, pending, reload } = useCaseEditing()
  if (conflict) {
    return (
      <div role="alert" className="border-risk-medium/60 rounded-md border p-3 text-[13px]">
        <p>Somebody changed this case meanwhile. What you wrote is kept.</p>
        <Button variant="outline" size="sm" className="mt-2" disabled={pending} onClick={reload}>
          Load theirs and keep my text
        </Button>
      </div>
    )
  }
  if (!message) return null
  return (
    <p role="alert" className="text-risk-high text-[13px]">
      {message}
    </p>
  )
}
