'use client'

import { unstable_rethrow as rethrowNavigation, useRouter } from 'next/navigation'
import { Component, type ReactNode, startTransition, Suspense } from 'react'
import { Button } from '@/components/ui/button'

interface WidgetBoundaryProps {
  /** The name of the widget for the user, shown in the error. */
  name: string
  /** Shown while the widget loads. */
  skeleton: ReactNode
  children: ReactNode
}

/** One widget of a page: it is streamed, and its error does not affect the others. */
export function WidgetBoundary({ name, skeleton, children }: WidgetBoundaryProps) {
  const router = useRouter()
  return (
    <CatchFailure name={name} readAgain={router.refresh}>
      <Suspense fallback={skeleton}>{children}</Suspense>
    </CatchFailure>
  )
}

type Failure = Error & { digest?: string }

/** React has error boundaries as classes only. */
class CatchFailure extends Component<
  { name: string; readAgain: () => void; children: ReactNode },
  { failure: Failure | null }
> {
  override state: { failure: Failure | null } = { failure: null }

  static getDerivedStateFromError(failure: Failure) {
    // Redirects and not-found are thrown as errors, too; the page handles them.
    rethrowNavigation(failure)
    return { failure }
  }

  retry = () =>
    startTransition(() => {
      this.props.readAgain()
      this.setState({ failure: null })
    })

  override render() {
    const { failure } = this.state
    if (failure === null) return this.props.children
    return (
      <section
        role="alert"
        className="bg-card flex flex-col items-start gap-2 rounded-lg border border-dashed p-4 text-sm"
      >
        <p className="font-medium">{this.props.name} could not be shown.</p>
        <p className="text-muted-foreground">
          Something failed on our side. The rest of the page is not affected.
        </p>
        {failure.digest === undefined ? null : (
          <p className="text-faint text-[13px]">
            Reference <span className="figure text-muted-foreground break-all">{failure.digest}</span>
          </p>
        )}
        <Button variant="outline" size="sm" onClick={this.retry}>
          Retry
        </Button>
      </section>
    )
  }
}
