import type { ReactNode } from 'react'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { Read } from '../../_lib/read-or-problem'

type Values<R extends readonly Promise<Read<unknown>>[]> = {
  [K in keyof R]: R[K] extends Promise<Read<infer T>> ? T : never
}

/** Waits for the reads of a widget and shows the first problem in place of the widget. */
export async function WithReads<const R extends readonly Promise<Read<unknown>>[]>({
  reads,
  children,
}: {
  reads: R
  children: (...values: Values<R>) => ReactNode
}) {
  const results = await Promise.all(reads)
  const rejected = results.find(({ problem }) => problem !== undefined)
  if (rejected?.problem) return <ProblemPanel problem={rejected.problem} />
  return children(...(results.map(({ value }) => value) as Values<R>))
}
