'use client'

import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import { useEffect } from 'react'
import { Toaster as Sonner } from 'sonner'
import { toastStage } from './toast'

const SHOWN_MS = 4_000

export default function ToastStage() {
  useEffect(() => toastStage.mounted(), [])
  return (
    <Sonner
      position="bottom-right"
      duration={SHOWN_MS}
      icons={{
        success: <CircleCheck className="text-good size-4" aria-hidden />,
        error: <CircleAlert className="text-risk-high size-4" aria-hidden />,
        info: <Info className="text-info size-4" aria-hidden />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-3 font-sans rounded-lg border bg-popover px-4 py-3 text-sm text-popover-foreground shadow-xl',
          description: 'text-[13px] text-muted-foreground',
          actionButton:
            'ml-auto shrink-0 rounded-md border border-input/70 px-2.5 py-1 text-[13px] font-medium hover:bg-accent',
        },
      }}
    />
  )
}
