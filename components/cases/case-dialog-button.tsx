'use client'

import { FolderPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ComponentProps, lazy, Suspense, useState } from 'react'
import { toast } from 'sonner'
import { caseHref } from '@/components/fraud/links'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { type CaseLinks, linkWords } from './link-words'

// Fetched when it is first opened: the lists that offer it need none of its code.
const CaseDialogForms = lazy(() => import('./case-dialog-forms'))

interface CaseDialogButtonProps extends Partial<CaseLinks> {
  defaultTitle?: string
  label?: string
  variant?: ComponentProps<typeof Button>['variant']
  size?: ComponentProps<typeof Button>['size']
  /** Leads to the case once it is opened; elsewhere one stays on the page and gets a link. */
  navigate?: boolean
  disabled?: boolean
}

/** Opens a case about what is selected, or adds it to one that exists. */
export function CaseDialogButton({
  transactionIds = [],
  entities = [],
  defaultTitle = '',
  label = 'Open case',
  variant = 'outline',
  size = 'sm',
  navigate = false,
  disabled,
}: CaseDialogButtonProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
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
      <DialogTrigger asChild>
        <Button variant={variant} size={size} disabled={disabled}>
          <FolderPlus aria-hidden />
          {label}
        </Button>
      </DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] max-w-lg overflow-y-auto">
        <DialogTitle>{label}</DialogTitle>
        <DialogDescription className="mb-4">
          {words
            ? `Links ${words} to a case.`
            : 'Transactions and entities are linked from their own pages or later.'}
        </DialogDescription>
        <Suspense fallback={<Skeleton className="h-80" />}>
          <CaseDialogForms
            links={links}
            defaultTitle={defaultTitle}
            onOpened={({ id, key }) => done(`${key} opened`, id, navigate)}
            onAdded={({ id, key }) => done(`Added to ${key}`, id, false)}
          />
        </Suspense>
      </DialogContent>
    </Dialog>
  )
}
