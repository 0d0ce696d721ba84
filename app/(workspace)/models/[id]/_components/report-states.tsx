import { FileWarning, Hourglass, Trash2 } from 'lucide-react'
import { formatExact } from '@/components/fraud/format-time'
import { MessagePanel } from '@/components/layout/message-panel'

/** A bundle without a report: its training data is known, but its quality is not measured. */
export function NotEvaluated({ name, version }: { name: string; version: string }) {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel icon={Hourglass} title="Not evaluated yet">
        <p>
          This bundle has no report, so the quality of the model is unknown. A data scientist evaluates it
          once with{' '}
          <code className="figure break-words">
            npm run evaluate -- --bundle {name}/{version}
          </code>{' '}
          and registers it again.
        </p>
      </MessagePanel>
    </div>
  )
}

/** An imported model: how it was tested is not known here. */
export function NotEvaluatedHere() {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel icon={Hourglass} title="No test slice">
        <p>
          The model was imported, so its quality on data that it never saw is not known here. Run it as a
          challenger and compare its decisions with those of the model in production.
        </p>
      </MessagePanel>
    </div>
  )
}

/** A deleted bundle: what it was, and since when it is gone. */
export function Deleted({ at, hash, timeZone }: { at: string; hash: string; timeZone: string }) {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel icon={Trash2} title="The bundle was deleted">
        <p>
          Its files are gone since {formatExact(at, timeZone)}, so it has no report. The history below says
          who deleted it. The SHA-256 of its manifest was:
        </p>
        <p className="figure text-foreground mt-2 text-[13px] break-all">{hash}</p>
      </MessagePanel>
    </div>
  )
}

/** A bundle that fails verification: none of its figures is shown. */
export function Unreadable({ file, reason }: { file: string; reason: string }) {
  return (
    <div role="alert" className="bg-card rounded-lg border">
      <MessagePanel icon={FileWarning} title="The report cannot be trusted">
        <p>The bundle on this server differs from the registered bundle, so its figures are not shown.</p>
        <p className="figure text-foreground mt-2 text-[13px] break-words">
          {file}: {reason}
        </p>
      </MessagePanel>
    </div>
  )
}
