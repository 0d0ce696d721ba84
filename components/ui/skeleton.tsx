import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'

export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      aria-hidden
      data-skeleton
      className={cn('bg-secondary animate-pulse rounded-md', className)}
      {...props}
    />
  )
}
