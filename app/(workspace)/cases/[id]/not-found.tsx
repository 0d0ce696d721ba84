import { SearchX } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'
import { BackToCases } from './_components/back-to-cases'

export default function CaseNotFound() {
  return (
    <MessagePanel icon={SearchX} title="Case not found" actions={<BackToCases />}>
      <p>There is no such case, or it belongs to another institution.</p>
    </MessagePanel>
  )
}
