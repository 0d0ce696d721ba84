import { ChartSpline } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'

export function ModelsEmpty() {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel icon={ChartSpline} title="No model is registered">
        <p>
          Nothing can be scored until one is. An operator registers a bundle of this installation with{' '}
          <code className="figure">npm run model:activate</code>.
        </p>
      </MessagePanel>
    </div>
  )
}
