import { cn } from '@/components/class-names'

interface FlowProps {
  sender: string
  receiver: string | null
  /** Omitted where the page shows it elsewhere. */
  type?: string
  /** One line in a table: long ids are truncated and shown whole on hover. */
  oneLine?: boolean
}

/** Sender, receiver and type: `sender → receiver · TYPE`. */
export function Flow({ sender, receiver, type, oneLine = false }: FlowProps) {
  const id = cn('text-foreground', oneLine && 'md:inline-block md:max-w-[22ch] md:truncate md:align-bottom')
  return (
    <span className={cn('figure text-[13px] wrap-anywhere', oneLine && 'md:whitespace-nowrap')}>
      <span className={id} title={sender}>
        {sender}
      </span>
      <span className="text-faint" aria-hidden>
        {' → '}
      </span>
      <span className="sr-only"> to </span>
      {receiver === null ? (
        <span className="text-faint">no receiver</span>
      ) : (
        <span className={id} title={receiver}>
          {receiver}
        </span>
      )}
      {type === undefined ? null : <span className="text-muted-foreground"> · {type}</span>}
    </span>
  )
}
