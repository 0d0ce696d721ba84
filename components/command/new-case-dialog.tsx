'use client'

import { useRouter } from 'next/navigation'
import { toast } from '@/components/ui/toast'
import { NewCaseForm } from '@/components/cases/new-case-form'
import { caseHref } from '@/components/fraud/links'
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog'
import { useFocusReturn } from './use-focus-return'

/** Creates a case with a title only and opens it. */
export default function NewCaseDialog({ onClose }: { onClose(): void }) {
  const returnFocus = useFocusReturn()
  const router = useRouter()
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        aria-describedby={undefined}
        onCloseAutoFocus={returnFocus}
        className="max-h-[90dvh] overflow-y-auto"
      >
        <DialogTitle>New case</DialogTitle>
        <NewCaseForm
          links={{ transactionIds: [], entities: [] }}
          defaultTitle=""
          onOpened={({ id, key }) => {
            onClose()
            toast.success(`${key} opened`)
            router.push(caseHref(id))
          }}
        />
      </DialogContent>
    </Dialog>
  )
}
