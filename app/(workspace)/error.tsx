'use client'

import { FailurePanel } from '@/components/layout/failure-panel'

export default function WorkspaceError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <FailurePanel {...props} />
}
