import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'

/** The way back to a list, with its filters and its page where the URL holds them. */
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
