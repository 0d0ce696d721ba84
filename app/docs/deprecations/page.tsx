import type { Metadata } from 'next'
import { allOperations } from '@/app/api/operations'
import { RenamedFields } from './_components/renamed-fields'

export const metadata: Metadata = { title: 'Deprecated names' }

export default function DeprecationsPage() {
  return (
    <div className="mx-auto max-w-4xl px-4 py-8 sm:px-6">
      <h1 className="text-2xl font-semibold">Deprecated names</h1>
      <p className="text-muted-foreground mt-2 max-w-prose text-sm">
        A former name works for one release. A response to a request that uses it carries the headers{' '}
        <code className="font-mono">Deprecation</code> (RFC 9745) and <code className="font-mono">Link</code>.
        A request that gives a field under both names is rejected.
      </p>
      {allOperations.map((operation) =>
        operation.renamed ? (
          <RenamedFields key={operation.id} operation={operation} renamed={operation.renamed} />
        ) : null,
      )}
    </div>
  )
}
