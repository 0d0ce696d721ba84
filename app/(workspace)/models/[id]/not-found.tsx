import { SearchX } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'
import { BackLink } from '@/components/layout/back-link'

export default function ModelNotFound() {
  return (
    <MessagePanel
      icon={SearchX}
      title="Model not found"
      actions={<BackLink href="/models" label="All models" />}
    >
      <p>There is no such model, or it is registered for another institution.</p>
    </MessagePanel>
  )
}
