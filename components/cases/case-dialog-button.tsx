'use client'

import { FolderPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ComponentProps, useState } from 'react'
import { toast } from 'sonner'
import { caseHref } from '@/components/fraud/links'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { AddToCase } from './add-to-case'
import { type CaseLinks, linkWords } from './link-words'
import { NewCaseForm } from './new-case-form'

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

  const done = (text: string, id: string, goThere: boolean) => {
    setOpen(false)
    toast.success(text, { action: { label: 'Show', onClick: () => router.push(caseHref(id)) } })
    if (goThere) router.push(caseHref(id))
    else router.refresh()
  }
  const form = (
    <NewCaseForm
      links={links}
      defaultTitle={defaultTitle}
      onOpened={({ id, key }) => done(`${key} opened`, id, navigate)}
    />
  )
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
        {linkWords(links) === '' ? (
          <>
            <DialogDescription className="mb-4">
              Transactions and entities are linked from the case or from their own pages.
            </DialogDescription>
            {form}
          </>
        ) : (
          <>
            <DialogDescription>Links {linkWords(links)} to a case.</DialogDescription>
            <Tabs defaultValue="new" className="mt-4">
              <TabsList aria-label="Which case" className="mb-4">
                <TabsTrigger value="new">New case</TabsTrigger>
                <TabsTrigger value="existing">Add to existing</TabsTrigger>
              </TabsList>
              {/* Stays mounted: what was typed is there when one comes back from the other tab. */}
              <TabsContent value="new" forceMount className="data-[state=inactive]:hidden">
                {form}
              </TabsContent>
              <TabsContent value="existing">
                <AddToCase links={links} onAdded={({ id, key }) => done(`Added to ${key}`, id, false)} />
              </TabsContent>
            </Tabs>
          </>
        )}
      </DialogContent>
    </Dialog>
  )
}
