import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const metadata: Metadata = { title: 'Page not found' }

/** An unknown URL keeps the shell, so that the user can navigate on. */
export default function UnknownPage() {
  notFound()
}
