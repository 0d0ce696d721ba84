import { SearchX } from 'lucide-react'
import { investigateHref } from '@/components/fraud/links'
import { SearchPager } from '@/components/fraud/search-pager'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { EmptyList, type EmptyMessages } from '@/components/list-page/empty-list'
import { type Context, mayActor } from '@/lib/contract/context'
import { listTransactions } from '@/lib/desk/transactions'
import type { TransactionFilter } from '@/lib/desk/transactions/schema'
import { readList } from '../../_lib/read-list'
import { readFigures } from '../read-figures'
import { PRESETS } from '../filter-fields'
import { prepareMatchingOffer } from '../prepare-matching-offer'
import { type InvestigateView, investigateUrl, PAGE_SIZE } from '../search-params'
import { ResultsBoard } from './results-board'

const [preset] = PRESETS
const EMPTY: EmptyMessages = {
  icon: SearchX,
  noun: ['transaction', 'transactions'],
  none: { title: 'No transactions yet', text: 'Transactions appear here as they are scored.' },
  elsewhere: preset && { label: preset.label, href: investigateHref(preset.query) },
}

interface ResultsProps {
  ctx: Context
  view: InvestigateView
  search: TransactionFilter
}

export async function Results({ ctx, view, search }: ResultsProps) {
  const { value: page, problem } = await readList(
    ctx,
    investigateUrl.currentHref(view),
    () => listTransactions(ctx, search, { limit: PAGE_SIZE, cursor: view.cursor }),
    (read) => read,
  )
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <ResultsBoard
      items={page.items}
      clock={{ renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }}
      from={investigateUrl.currentHref(view)}
      filter={view.given}
      offer={readFigures(ctx, search).then(({ value: figures }) =>
        figures ? prepareMatchingOffer(figures, page.more_ids, page.items.length) : null,
      )}
      canDecideMany={mayActor(ctx.actor, 'transaction:decide-many')}
      moreIds={page.more_ids}
      empty={<EmptyList url={investigateUrl} view={view} unfinished={page.next_cursor !== null} {...EMPTY} />}
    >
      <SearchPager
        previousHref={investigateUrl.previousHref(view)}
        nextHref={investigateUrl.nextHref(view, page.next_cursor)}
        searchedTo={page}
        timeZone={ctx.tenant.timeZone}
      />
    </ResultsBoard>
  )
}
