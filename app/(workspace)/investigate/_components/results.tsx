import { SearchPager } from '@/components/fraud/search-pager'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { type Context, mayActor } from '@/lib/contract/context'
import { listTransactions } from '@/lib/desk/transactions'
import type { TransactionFilter } from '@/lib/desk/transactions/schema'
import { readOrProblem } from '../../_lib/read-or-problem'
import {
  currentHref,
  type InvestigateView,
  nextPageHref,
  PAGE_SIZE,
  previousPageHref,
} from '../search-params'
import { NoResults } from './no-results'
import { ResultsBoard } from './results-board'

interface ResultsProps {
  ctx: Context
  view: InvestigateView
  filter: TransactionFilter
}

export async function Results({ ctx, view, filter }: ResultsProps) {
  const { value: page, problem } = await readOrProblem(ctx, () =>
    listTransactions(ctx, filter, { limit: PAGE_SIZE, cursor: view.cursor }),
  )
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <ResultsBoard
      items={page.items}
      clock={{ renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }}
      from={currentHref(view)}
      canDecideMany={mayActor(ctx.actor, 'transaction:decide-many')}
      moreIds={page.more_ids}
      empty={
        <NoResults
          given={view.given}
          deep={view.cursor !== undefined}
          searchedOn={page.next_cursor !== null}
        />
      }
    >
      <SearchPager
        previousHref={previousPageHref(view)}
        nextHref={page.next_cursor ? nextPageHref(view, page.next_cursor) : null}
        searchedTo={page}
        timeZone={ctx.tenant.timeZone}
      />
    </ResultsBoard>
  )
}
