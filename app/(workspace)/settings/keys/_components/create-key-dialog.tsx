'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { keepsOpen, ShownOnce } from '../../_components/shown-once'
import { CreateKeyForm } from './create-key-form'

/** Makes a key and then shows its secret, in the same dialog. */
export function CreateKeyDialog() {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const toggle = (next: boolean) => {
    setOpen(next)
    if (next) return
    setSecret(null)
    router.refresh()
  }
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button size="sm">
          <Plus aria-hidden />
          Create key
        </Button>
      </DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] overflow-y-auto" {...keepsOpen(secret !== null)}>
        {secret === null ? (
          <>
            <DialogTitle>Create an API key</DialogTitle>
            <DialogDescription>Give each system a key of its own.</DialogDescription>
            <CreateKeyForm onCreated={setSecret} />
          </>
        ) : (
          <ShownOnce
            title="The key is created"
            text="Copy the secret now: it is shown only this once."
            secret={secret}
            label="Secret"
            onDone={() => toggle(false)}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}
