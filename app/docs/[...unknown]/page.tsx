import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const metadata: Metadata = { title: 'Page not found' }

/** Public like the rest of the documentation: nobody has to sign in to learn that a page is not there. */
export default function UnknownDocsPage() {
  notFound()
}
