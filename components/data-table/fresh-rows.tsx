'use client'

import { ArrowUp } from 'lucide-react'
import { Button } from '@/components/ui/button'

/** Announces newer rows and shows them on request, so that the list does not move under the cursor. */
export function FreshRows({ count, onShow }: { count: number; onShow: () => void }) {
  const words = count === 1 ? '1 new row' : `${count} new rows`
  return (
    <div aria-live="polite" className={count === 0 ? 'sr-only' : 'flex justify-center'}>
      {count === 0 ? null : (
        <Button variant="secondary" size="sm" onClick={onShow}>
          <ArrowUp aria-hidden />
          {words}: show
        </Button>
      )}
    </div>
  )
}
