import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'

/** Back to the list as it was left: same filters, same page. */
export function BackLink({
  href = '/queue',
  label = 'Back to the queue',
}: {
  href?: string
  label?: string
}) {
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
