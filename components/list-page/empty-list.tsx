import type { LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { MessagePanel } from '@/components/layout/message-panel'
import { Button } from '@/components/ui/button'
import type { ListUrl, ListView } from './list-url'

export interface LinkAction {
  label: string
  href: string
}

/** Singular and plural of the items: ['case', 'cases']. */
export type Noun = readonly [one: string, many: string]

/** What a list says where it has no rows. */
export interface EmptyMessages {
  icon: LucideIcon
  noun: Noun
  /** The list is empty without any filter. */
  none: { title: string; text: string; action?: LinkAction }
  /** Offered in each state. */
  elsewhere?: LinkAction
}

interface EmptyListProps<Filter> extends EmptyMessages {
  url: ListUrl<Filter>
  view: ListView<Filter>
  /** The search stopped before the end of the list; the pager continues it. */
  unfinished?: boolean
}

/** Why there are no rows, and where to go from here. */
export function EmptyList<Filter>(props: EmptyListProps<Filter>) {
  const { title, text, action } = messageOf(props)
  const { icon, elsewhere } = props
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel
        icon={icon}
        title={title}
        actions={
          <>
            {action ? <Action {...action} variant="outline" /> : null}
            {elsewhere ? <Action {...elsewhere} variant="ghost" /> : null}
          </>
        }
      >
        <p>{text}</p>
      </MessagePanel>
    </div>
  )
}

function messageOf<Filter>(props: EmptyListProps<Filter>): EmptyMessages['none'] {
  const { url, view, noun, none, unfinished } = props
  const [one, many] = noun
  const clear = { label: 'Clear filters', href: url.clearedHref(view.filter) }
  const first = { label: 'First page', href: url.href(view.filter) }
  const filtered = Object.keys(url.narrowing(view.filter)).length > 0
  if (unfinished)
    return {
      title: 'Nothing found so far',
      text: 'The search stopped at the limit of rows for one page. Search on below, or narrow the filters.',
      action: view.cursor ? first : filtered ? clear : none.action,
    }
  if (view.cursor) return { title: `No more ${many}`, text: 'The list ends before this page.', action: first }
  if (!filtered) return none
  return { title: `No ${one} matches`, text: 'Change or clear the filters.', action: clear }
}

const Action = ({ label, href, variant }: LinkAction & { variant: 'outline' | 'ghost' }) => (
  <Button asChild variant={variant}>
    <Link href={href}>{label}</Link>
  </Button>
)
