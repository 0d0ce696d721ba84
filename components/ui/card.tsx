import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'

export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section className={cn('bg-card text-card-foreground min-w-0 rounded-lg border', className)} {...props} />
  )
}

export function CardHeader({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn(
        'flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 pt-4 sm:px-5',
        className,
      )}
      {...props}
    />
  )
}

export function CardTitle({ className, ...props }: ComponentProps<'h2'>) {
  return <h2 className={cn('text-[15px] leading-6 font-semibold', className)} {...props} />
}

export function CardNote({ className, ...props }: ComponentProps<'p'>) {
  return <p className={cn('text-muted-foreground text-[13px]', className)} {...props} />
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('px-4 pt-3 pb-4 sm:px-5 sm:pb-5', className)} {...props} />
}
