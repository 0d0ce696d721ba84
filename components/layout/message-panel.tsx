import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface MessagePanelProps {
  icon: LucideIcon
  title: string
  children: ReactNode
  actions?: ReactNode
  /** Named to the person who looks into it. */
  reference?: string
}

/** One designed place for "nothing here", "not allowed" and "it failed". */
export function MessagePanel({ icon: Icon, title, children, actions, reference }: MessagePanelProps) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center px-4 py-16 text-center">
      <span className="bg-muted text-muted-foreground mb-4 inline-flex size-12 items-center justify-center rounded-full border">
        <Icon className="size-5" aria-hidden />
      </span>
      <h2 className="text-lg font-semibold">{title}</h2>
      <div className="text-muted-foreground mt-1.5 text-sm text-pretty">{children}</div>
      {reference ? (
        <p className="text-faint mt-3 text-[13px]">
          Reference <span className="figure text-muted-foreground break-all">{reference}</span>
        </p>
      ) : null}
      {actions ? <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
