import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const metadata: Metadata = { title: 'Page not found' }

/** An address that no page knows keeps the shell around it: the way back is at hand. */
export default function UnknownPage() {
  notFound()
}
