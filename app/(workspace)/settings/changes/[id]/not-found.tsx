import { SearchX } from 'lucide-react'
import { BackLink } from '@/components/layout/back-link'
import { MessagePanel } from '@/components/layout/message-panel'

export default function ChangeNotFound() {
  return (
    <MessagePanel
      icon={SearchX}
      title="Change not found"
      actions={<BackLink href="/settings/changes" label="Changes" />}
    >
      <p>There is no such change, or it belongs to another institution.</p>
    </MessagePanel>
  )
}
