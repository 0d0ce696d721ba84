import Link from 'next/link'

/** A link that cannot be used, and the way on. */
export function LinkProblem({ text }: { text: string }) {
  return (
    <div role="alert" className="flex flex-col gap-4 text-sm">
      <p>{text}</p>
      <Link href="/login" prefetch={false} className="w-fit underline underline-offset-4">
        Go to the sign-in screen
      </Link>
    </div>
  )
}
