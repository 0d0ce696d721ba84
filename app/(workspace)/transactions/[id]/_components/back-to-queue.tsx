'use client'

import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useQueueAddress } from '../../../_lib/queue-address'

/** Back to the queue as it was left: same filters, same page. */
export function BackToQueue() {
  return (
    <Link
      href={useQueueAddress()}
      className="text-muted-foreground hover:text-foreground inline-flex w-fit items-center gap-1.5 rounded-sm py-1 text-[13px] font-medium"
    >
      <ArrowLeft className="size-4" aria-hidden />
      Back to the queue
    </Link>
  )
}
