'use client'

import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'

export const Dialog = Primitive.Root
export const DialogTrigger = Primitive.Trigger
export const DialogClose = Primitive.Close

export const overlayClasses =
  'fixed inset-0 z-40 bg-black/55 data-[state=open]:animate-in data-[state=open]:fade-in'

export const panelClasses =
  'fixed top-1/2 left-1/2 z-50 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 rounded-lg border bg-popover p-5 text-popover-foreground shadow-2xl'

export function DialogContent({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content className={cn(panelClasses, className)} {...props}>
        {children}
        <DialogCloseButton />
      </Primitive.Content>
    </Primitive.Portal>
  )
}

export function DialogCloseButton() {
  return (
    <Primitive.Close
      aria-label="Close"
      className="text-muted-foreground hover:bg-accent hover:text-foreground absolute top-3 right-3 rounded-sm p-1.5"
    >
      <X className="size-4" aria-hidden />
    </Primitive.Close>
  )
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title className={cn('pr-8 text-base font-semibold', className)} {...props} />
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof Primitive.Description>) {
  return (
    <Primitive.Description className={cn('text-muted-foreground mt-1 text-[13px]', className)} {...props} />
  )
}
