import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'

export function BackToCases() {
  return (
    <Link
      href="/cases"
      className="text-muted-foreground hover:text-foreground inline-flex w-fit items-center gap-1.5 rounded-sm text-[13px] font-medium"
    >
      <ArrowLeft className="size-4" aria-hidden />
      Cases
    </Link>
  )
}
