import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'

export const fieldClasses =
  'w-full rounded-md border border-input bg-background px-3 text-foreground placeholder:text-faint disabled:opacity-60 aria-invalid:border-risk-high'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(fieldClasses, 'h-10 text-base sm:text-sm', className)} {...props} />
}
