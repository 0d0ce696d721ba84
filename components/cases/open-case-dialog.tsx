'use client'

import { useRouter } from 'next/navigation'
import { type ReactElement, useState } from 'react'
import { toast } from '@/components/ui/toast'
import { caseHref } from '@/components/fraud/links'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Fetched } from '@/components/ui/fetched'
import { Skeleton } from '@/components/ui/skeleton'
import type { CaseDialogProps } from './case-dialog-button'
import { linkWords } from './link-words'

// Fetched when it is first opened: the lists that offer it need none of its code.
const loadForms = () => import('./case-dialog-forms')

/** Opens a case about the selection, or adds the selection to an existing case; open from the start. */
export default function OpenCaseDialog({
  button,
  transactionIds = [],
  entities = [],
  defaultTitle = '',
  label,
  navigate = false,
}: CaseDialogProps & { button: ReactElement }) {
  const router = useRouter()
  const [open, setOpen] = useState(true)
  const links = { transactionIds, entities }
  const words = linkWords(links)

  const done = (text: string, id: string, goThere: boolean) => {
    setOpen(false)
    toast.success(text, { action: { label: 'Show', onClick: () => router.push(caseHref(id)) } })
    if (goThere) router.push(caseHref(id))
    else router.refresh()
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{button}</DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] max-w-lg overflow-y-auto">
        <DialogTitle>{label}</DialogTitle>
        <DialogDescription className="mb-4">
          {words
            ? `Links ${words} to a case.`
            : 'Transactions and entities are linked from their own pages or later.'}
        </DialogDescription>
        <Fetched load={loadForms} fallback={<Skeleton className="h-80" />} onWanted={setOpen}>
          {(CaseDialogForms) => (
            <CaseDialogForms
              links={links}
              defaultTitle={defaultTitle}
              onOpened={({ id, key }) => done(`${key} opened`, id, navigate)}
              onAdded={({ id, key }) => done(`Added to ${key}`, id, false)}
            />
          )}
        </Fetched>
      </DialogContent>
    </Dialog>
  )
}
