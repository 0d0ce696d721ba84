import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { investigateHref } from '@/components/fraud/links'
import { MessagePanel } from '@/components/layout/message-panel'
import { Button } from '@/components/ui/button'
import { PRESETS } from '../filter-fields'
import type { Given } from '../given'

interface NoResultsProps {
  given: Given
  deep: boolean
  /** The search stopped before its end: there may be more. */
  searchedOn: boolean
}

/** Why there are no rows, and where to go from here. */
export function NoResults({ given, deep, searchedOn }: NoResultsProps) {
  const { title, text } = searchedOn ? TEXTS.searchedOn : deep ? TEXTS.deep : TEXTS.nothing
  const [preset] = PRESETS
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel
        icon={SearchX}
        title={title}
        actions={
          <>
            <Button asChild variant="outline">
              <Link href={deep ? investigateHref(given) : '/investigate'}>
                {deep ? 'First page' : 'Clear the filters'}
              </Link>
            </Button>
            {preset ? (
              <Button asChild variant="outline">
                <Link href={investigateHref(preset.query)}>{preset.label}</Link>
              </Button>
            ) : null}
          </>
        }
      >
        <p>{text}</p>
      </MessagePanel>
    </div>
  )
}

const TEXTS = {
  searchedOn: {
    title: 'Nothing found so far',
    text: 'As many rows as one page may look through have none of this kind. Search on below, or narrow the dates.',
  },
  deep: { title: 'No more rows', text: 'The list ends before this page.' },
  nothing: {
    title: 'No matching transactions',
    text: 'No scored transaction has all of these properties.',
  },
} as const
