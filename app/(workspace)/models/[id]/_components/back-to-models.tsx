import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'

export function BackToModels() {
  return (
    <Link
      href="/models"
      prefetch={false}
      className="text-muted-foreground hover:text-foreground inline-flex w-fit items-center gap-1.5 rounded-sm py-1 text-[13px] font-medium"
    >
      <ArrowLeft className="size-4" aria-hidden />
      All models
    </Link>
  )
}
