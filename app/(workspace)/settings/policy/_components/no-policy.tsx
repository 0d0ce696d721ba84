import { SlidersHorizontal } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'

export function NoPolicy() {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel icon={SlidersHorizontal} title="No policy yet">
        <p>The first production model brings its thresholds. Then they can be changed here.</p>
      </MessagePanel>
    </div>
  )
}
