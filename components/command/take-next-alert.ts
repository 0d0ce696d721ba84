import { toast } from '@/components/ui/toast'
import { transactionHref } from '@/components/fraud/links'
import { callApi } from '@/components/http/api-client'
import type { NextAlertInput } from '@/lib/desk/queue/schema'

/**
 * Claims the first open alert that no user has claimed and opens it.
 * @param queue the order and the filters of the queue that is being worked through
 * @param from its URL, for the back link
 */
export async function takeNextAlert(
  go: (href: string) => void,
  queue: NextAlertInput = {},
  from?: string,
): Promise<void> {
  const claimed = await callApi('POST /api/claims/next', { body: queue })
  if (!claimed.ok) toast.error(claimed.problem.message)
  else if (claimed.body === null) toast.info('No unclaimed alert is left in this queue.')
  else go(transactionHref(claimed.body.transaction_id, from))
}
