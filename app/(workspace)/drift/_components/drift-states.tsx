import { Activity, FileWarning } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'
import type { Drift } from '@/lib/governance/drift/schema'

/** Nothing was measured yet. */
export function Collecting({ model }: Pick<Drift, 'model'>) {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel icon={Activity} title="No decisions measured yet">
        <p>
          Within a minute of the first decision of {model.name} {model.version}, the job adds it up here and
          compares it with the baseline of the model.
        </p>
      </MessagePanel>
    </div>
  )
}

/** A bundle without baseline.json has nothing to compare with. */
export function NoBaseline({ model }: Pick<Drift, 'model'>) {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel icon={FileWarning} title="The model has no baseline">
        <p>
          The bundle of {model.name} {model.version} holds no <code className="figure">baseline.json</code>,
          so its features cannot be compared. A model that is trained with this installation has one.
        </p>
      </MessagePanel>
    </div>
  )
}
