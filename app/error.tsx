'use client'

import { FailurePanel } from '@/components/layout/failure-panel'

export default function ErrorPage(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <FailurePanel {...props} />
    </main>
  )
}
