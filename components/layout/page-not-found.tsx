import { Compass } from 'lucide-react'
import type { ReactNode } from 'react'
import { MessagePanel } from './message-panel'

/** What an address shows that leads nowhere; the action is a way on. */
export function PageNotFound({ action }: { action: ReactNode }) {
  return (
    <MessagePanel icon={Compass} title="Page not found" actions={action}>
      <p>There is nothing at this address, or it belongs to another institution.</p>
    </MessagePanel>
  )
}
