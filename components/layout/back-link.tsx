import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'

/** The link back to a list, with the filters and the page of its URL. */
export function BackLink({ href, label }: { href: string; label: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="text-muted-foreground hover:text-foreground inline-flex w-fit items-center gap-1.5 rounded-sm py-1 text-[13px] font-medium"
    >
      <ArrowLeft className="size-4" aria-hidden />
      {label}
    </Link>
  )
}
