import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/class-names'

interface MessagePanelProps {
  icon: LucideIcon
  title: string
  children: ReactNode
  actions?: ReactNode
  /** Replaces a part of a page, not the whole page. */
  compact?: boolean
  /** The reference for the support of the product. */
  reference?: string
}

/** The panel for an empty page, a missing permission and an error. */
export function MessagePanel({
  icon: Icon,
  title,
  children,
  actions,
  reference,
  compact,
}: MessagePanelProps) {
  return (
    <div
      className={cn(
        'mx-auto flex max-w-lg flex-col items-center px-4 text-center',
        compact ? 'py-6' : 'py-16',
      )}
    >
      <span
        className={cn(
          'bg-muted text-muted-foreground inline-flex items-center justify-center rounded-full border',
          compact ? 'mb-2 size-9' : 'mb-4 size-12',
        )}
      >
        <Icon className="size-5" aria-hidden />
      </span>
      <h2 className={cn('font-semibold', compact ? 'text-[15px]' : 'text-lg')}>{title}</h2>
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
