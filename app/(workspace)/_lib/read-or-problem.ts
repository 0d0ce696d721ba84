import type { Problem } from '@/components/layout/problem-panel'
import { noteDenied } from '@/lib/access/auth'
import type { Context } from '@/lib/contract/context'
import { toAppError } from '@/lib/platform/db'
import { PROBLEMS } from '@/lib/platform/errors'

/** A read that may be rejected: its value, or the problem to show instead. Unknown errors go to the error boundary. */
export type Read<T> = { value: T; problem?: undefined } | { value?: undefined; problem: Problem }

export async function readOrProblem<T>(ctx: Context, read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { value: await read() }
  } catch (error) {
    const rejection = toAppError(error)
    if (!rejection) throw error
    const { code, detail } = rejection
    if (code === 'missing-permission') noteDenied(ctx, 'page', detail)
    return { problem: { code, detail, title: PROBLEMS[code].title, requestId: ctx.requestId } }
  }
}
