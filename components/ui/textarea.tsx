import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'
import { fieldClasses } from './input'

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={cn(fieldClasses, 'min-h-18 py-2 text-base sm:text-sm', className)} {...props} />
}
