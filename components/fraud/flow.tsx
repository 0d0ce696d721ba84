import { cn } from '@/components/class-names'

/** Who paid whom and how, in one line: `sender → receiver · TYPE`. */
export function Flow({
  sender,
  receiver,
  type,
  className,
}: {
  sender: string
  receiver: string | null
  type: string
  className?: string
}) {
  return (
    <span className={cn('figure text-[13px] break-all', className)}>
      <span className="text-foreground">{sender}</span>
      <span className="text-faint"> → </span>
      <span className="sr-only">to </span>
      <span className={receiver === null ? 'text-faint' : 'text-foreground'}>
        {receiver ?? 'no receiver'}
      </span>
      <span className="text-muted-foreground"> · {type}</span>
    </span>
  )
}
