'use client'

import { Button } from '@/components/ui/button'
import { useCaseEditing } from './case-editing'

/** The reason of a rejected request; after a version conflict with a button that loads the other change. */
export function ProblemNote({ message }: { message: string }) {
  const { conflict, pending, reload } = useCaseEditing()
  if (conflict) {
    return (
      <div role="alert" className="border-risk-medium/60 rounded-md border p-3 text-[13px]">
        <p>Another user changed this case first. Your text is kept.</p>
        <Button variant="outline" size="sm" className="mt-2" disabled={pending} onClick={reload}>
          Load their changes and keep my text
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
