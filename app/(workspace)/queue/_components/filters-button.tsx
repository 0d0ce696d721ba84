import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'

/** How many of the filters behind it are set is said on the button. */
export function FiltersButton({ set, ...props }: ComponentProps<typeof Button> & { set: number }) {
  return (
    <Button variant="ghost" className="px-2.5" {...props}>
      <ChevronDown aria-hidden />
      More
      <span className="sr-only">filters</span>
      {set > 0 ? <span className="figure">{set}</span> : null}
    </Button>
  )
}
