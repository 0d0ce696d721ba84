import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'
import { fieldClasses } from './input'

/** The native select: its list suits phones and screen readers. */
export function Select({ className, children, ...props }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative inline-block w-full', className)}>
      <select
        className={cn(fieldClasses, 'h-10 appearance-none pr-8 text-base sm:h-9 sm:text-sm')}
        {...props}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="text-faint pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2"
      />
    </span>
  )
}
