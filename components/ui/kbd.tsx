import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'

export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'border-input/60 figure text-muted-foreground inline-flex h-5 min-w-5 items-center justify-center rounded-sm border px-1 text-[11px]',
        className,
      )}
      {...props}
    />
  )
}
