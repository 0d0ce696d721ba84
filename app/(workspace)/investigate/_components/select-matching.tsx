'use client'

import { use } from 'react'
import { formatCount } from '@/components/fraud/format-metrics'
import { Button } from '@/components/ui/button'
import type { MatchingOffer } from '../prepare-matching-offer'

interface SelectMatchingProps {
  offer: Promise<MatchingOffer | null>
  /** All that match are selected already. */
  selected: boolean
  onSelect: (count: number) => void
}

/** Offers to select all that match the search on every page, or says why that is not possible. */
export function SelectMatching({ offer, selected, onSelect }: SelectMatchingProps) {
  const known = use(offer)
  if (selected) return <Note>All that match, on every page.</Note>
  if (!known) return null
  if (known.reason !== null) return <Note>{known.reason}</Note>
  return (
    <Button size="sm" variant="outline" onClick={() => onSelect(known.count)}>
      {/* One child: the button would put its gap between several. */}
      <span>
        Select all <span className="figure">{formatCount(known.count)}</span> that match
      </span>
    </Button>
  )
}

const Note = ({ children }: { children: string }) => (
  <p className="text-muted-foreground min-w-0 basis-full text-[13px] sm:basis-auto">{children}</p>
)
