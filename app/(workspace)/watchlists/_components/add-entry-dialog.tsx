'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import type { ListType } from '@/lib/desk/watchlists/schema'
import { AddEntryForm } from './add-entry-form'

export function AddEntryDialog({ list }: { list: ListType }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">
          <Plus aria-hidden />
          Add entry
        </Button>
      </DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] overflow-y-auto">
        <DialogTitle>Add to a list</DialogTitle>
        <DialogDescription>Acts on the next score. What is already scored stays as it is.</DialogDescription>
        <AddEntryForm list={list} onAdded={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}
