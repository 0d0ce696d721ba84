import { SearchX } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'
import { BackLink } from '@/components/layout/back-link'

export default function TransactionNotFound() {
  return (
    <MessagePanel
      icon={SearchX}
      title="Transaction not found"
      actions={<BackLink href="/queue" label="Back to the queue" />}
    >
      <p>There is no such transaction, or it belongs to another institution.</p>
    </MessagePanel>
  )
}
