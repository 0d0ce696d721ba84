import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const metadata: Metadata = { title: 'Page not found' }

/** Public like the rest of the documentation: a missing page needs no sign-in. */
export default function UnknownDocsPage() {
  notFound()
}
