import { SearchX } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'
import { BackToQueue } from './_components/back-to-queue'

export default function TransactionNotFound() {
  return (
    <MessagePanel icon={SearchX} title="Transaction not found" actions={<BackToQueue />}>
      <p>There is no such transaction, or it belongs to another institution.</p>
    </MessagePanel>
  )
}
