import { toast } from 'sonner'
import { transactionHref } from '@/components/fraud/links'
import { fetchJson } from '@/components/http/send-json'

/** Claims the first open alert that nobody holds and leads to it. */
export async function takeNextAlert(go: (href: string) => void): Promise<void> {
  const claimed = await fetchJson<{ transaction_id: string } | null>('POST', '/api/claims/next', {})
  if (!claimed.ok) toast.error(claimed.refusal.message)
  else if (claimed.body === null) toast.info('No alert is left: every open one is held by somebody.')
  else go(transactionHref(claimed.body.transaction_id))
}
