'use client'

import { RotateCw } from 'lucide-react'
import { cn } from '@/components/class-names'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

interface ReloadBarProps {
  count: number
  /** How many of them still are as they were listed. */
  left: number
  loading: boolean
  onReload: () => void
}

/** The number of rows and of open rows, and a button that reloads the list. */
export function ReloadBar({ count, left, loading, onReload }: ReloadBarProps) {
  return (
    <>
      <p className="text-muted-foreground text-[13px]">
        <span className="figure">{count}</span> {count === 1 ? 'row' : 'rows'} on this page
        {left < count ? (
          <>
            , <span className="figure">{count - left}</span> done
          </>
        ) : null}
      </p>
      <p className="text-faint hidden items-center gap-1.5 text-[13px] lg:flex">
        <Kbd>j</Kbd> <Kbd>k</Kbd> move, <Kbd>1</Kbd> <Kbd>2</Kbd> <Kbd>3</Kbd> decide, <Kbd>?</Kbd> all keys
      </p>
      <Button variant={left === 0 && count > 0 ? 'primary' : 'outline'} disabled={loading} onClick={onReload}>
        <RotateCw aria-hidden className={cn(loading && 'animate-spin')} />
        Reload
      </Button>
    </>
  )
}
