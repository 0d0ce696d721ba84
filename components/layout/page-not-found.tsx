import { Compass } from 'lucide-react'
import type { ReactNode } from 'react'
import { MessagePanel } from './message-panel'

/** The page for an unknown URL, with a link to continue. */
export function PageNotFound({ action }: { action: ReactNode }) {
  return (
    <MessagePanel icon={Compass} title="Page not found" actions={action}>
      <p>This page does not exist, or it belongs to another institution.</p>
    </MessagePanel>
  )
}
