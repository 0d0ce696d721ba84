import { FileWarning, Hourglass } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'

/** A bundle without a report: what it was trained on is known, how good it is nobody has measured. */
export function NotEvaluated({ name, version }: { name: string; version: string }) {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel icon={Hourglass} title="Not evaluated yet">
        <p>
          This bundle holds no report, so nothing here says how good the model is. A data scientist measures
          it, once, with{' '}
          <code className="figure break-words">
            npm run evaluate -- --bundle {name}/{version}
          </code>{' '}
          and registers it anew.
        </p>
      </MessagePanel>
    </div>
  )
}

/** A bundle that does not prove itself: no figure of it is shown, because none can be believed. */
export function Unreadable({ file, reason }: { file: string; reason: string }) {
  return (
    <div role="alert" className="bg-card rounded-lg border">
      <MessagePanel icon={FileWarning} title="The report cannot be trusted">
        <p>
          The bundle on this server is not, to the byte, the one that was registered. Nothing of it is shown.
        </p>
        <p className="figure text-foreground mt-2 text-[13px] break-words">
          {file}: {reason}
        </p>
      </MessagePanel>
    </div>
  )
}
