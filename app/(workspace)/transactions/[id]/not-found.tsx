import { SearchX } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'
import { BackLink } from './_components/back-link'

export default function TransactionNotFound() {
  return (
    <MessagePanel icon={SearchX} title="Transaction not found" actions={<BackLink />}>
      <p>There is no such transaction, or it belongs to another institution.</p>
    </MessagePanel>
  )
}
