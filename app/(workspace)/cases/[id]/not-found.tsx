import { SearchX } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'
import { BackLink } from '@/components/layout/back-link'

export default function CaseNotFound() {
  return (
    <MessagePanel icon={SearchX} title="Case not found" actions={<BackLink href="/cases" label="Cases" />}>
      <p>There is no such case, or it belongs to another institution.</p>
    </MessagePanel>
  )
}
