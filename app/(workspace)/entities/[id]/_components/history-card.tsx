import { ProblemPanel } from '@/components/layout/problem-panel'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { listEntityTransactions } from '@/lib/desk/entities'
import { readOrProblem } from '../../../_lib/read-or-problem'
import type { EntityWidget } from '../entity-widget'
import { HistoryPages } from './history-pages'

const PAGE_SIZE = 25

/** The transactions of the entity, newest first; the first page is rendered with the card. */
export async function HistoryCard({ ctx, entity, clock }: EntityWidget) {
  const { value: page, problem } = await readOrProblem(ctx, () =>
    listEntityTransactions(ctx, entity, { limit: PAGE_SIZE }),
  )
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <Card>
      <CardHeader>
        <CardTitle>Transactions</CardTitle>
        <CardNote>Newest first, both directions</CardNote>
      </CardHeader>
      <CardBody>
        {page.items.length === 0 ? (
          <p className="text-muted-foreground text-sm">No transactions yet.</p>
        ) : (
          <HistoryPages entity={entity} first={page} pageSize={PAGE_SIZE} clock={clock} />
        )}
      </CardBody>
    </Card>
  )
}
