'use client'

import { Tabs as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'

export const Tabs = Primitive.Root
export const TabsContent = Primitive.Content

export function TabsList({ className, ...props }: ComponentProps<typeof Primitive.List>) {
  return <Primitive.List className={cn('bg-card flex w-fit rounded-md border p-0.5', className)} {...props} />
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
