'use client'

import { Tabs as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'

export const Tabs = Primitive.Root

// The library renders style attributes on the server, which the content security policy forbids: removed here.
const NO_ANIMATION = { animationDuration: undefined }
const NO_OUTLINE = { outline: undefined }

export function TabsContent({ children, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Content {...props} asChild>
      <div style={NO_ANIMATION}>{children}</div>
    </Primitive.Content>
  )
}

export function TabsList({ className, ...props }: ComponentProps<typeof Primitive.List>) {
  return (
    <Primitive.List
      className={cn('bg-card flex w-fit rounded-md border p-0.5', className)}
      style={NO_OUTLINE}
      {...props}
    />
  )
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <Primitive.Trigger
      className={cn(
        'text-muted-foreground hover:text-foreground data-[state=active]:bg-secondary data-[state=active]:text-foreground h-7 rounded-sm px-2.5 text-[13px] font-medium whitespace-nowrap',
        className,
      )}
      {...props}
    />
  )
}
