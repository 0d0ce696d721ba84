import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'

export function Label({ className, ...props }: ComponentProps<'label'>) {
  return <label className={cn('text-muted-foreground block text-[13px] font-medium', className)} {...props} />
}
