import type { Metadata } from 'next'
import Link from 'next/link'
import { PROBLEM_DOCS } from '@/lib/http/problem-docs'
import { PROBLEMS, type ProblemCode } from '@/lib/platform/errors'
import { WithCode } from '../_components/with-code'

export const metadata: Metadata = { title: 'Problems' }

const CODES = Object.keys(PROBLEMS) as ProblemCode[]

export default function ProblemsPage() {
  return (
    <div className="mx-auto max-w-4xl px-4 py-8 sm:px-6">
      <h1 className="text-2xl font-semibold">Problems</h1>
      <p className="text-muted-foreground mt-2 max-w-prose text-sm">
        Every failure responds with <code className="font-mono">application/problem+json</code> (RFC 9457).
        Its <code className="font-mono">type</code> is one of these, relative to this host.
      </p>
      <ul className="bg-card mt-6 divide-y rounded-lg border">
        {CODES.map((code) => (
          <li key={code}>
            <Link href={`/docs/problems/${code}`} className="hover:bg-accent flex gap-4 px-4 py-3">
              <span className="figure text-muted-foreground w-9 shrink-0">{PROBLEMS[code].status}</span>
              <span className="min-w-0">
                <span className="font-mono text-sm">{code}</span>
                <span className="text-muted-foreground block text-sm">
                  <WithCode text={PROBLEM_DOCS[code].meaning} />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
