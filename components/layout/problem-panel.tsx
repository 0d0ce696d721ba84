import { CloudOff, LockKeyhole } from 'lucide-react'
import { MessagePanel } from './message-panel'
import { RetryButton } from './retry-button'

export interface Problem {
  code: string
  title: string
  detail?: string
  requestId: string
}

/** A read that was rejected or failed, with the text of the API's problem. */
export function ProblemPanel({ problem }: { problem: Problem }) {
  const rejected = problem.code === 'missing-permission'
  return (
    <div role="alert" className={rejected ? undefined : 'bg-card rounded-lg border border-dashed'}>
      <MessagePanel
        compact={!rejected}
        icon={rejected ? LockKeyhole : CloudOff}
        title={rejected ? 'Your role cannot see this' : problem.title}
        reference={problem.requestId}
        actions={rejected ? undefined : <RetryButton />}
      >
        <p>
          {problem.detail ??
            (rejected ? 'Your role does not include this.' : 'Nothing was changed. Retry in a moment.')}
        </p>
      </MessagePanel>
    </div>
  )
}
