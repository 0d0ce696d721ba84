import type { Context } from '@/lib/contract/context'

/** Stands in for `@/lib/access/auth`: `jest.mock('@/lib/access/auth', () => jest.requireActual('./sign-in-mock'))`. */
export const authenticate = jest.fn<Promise<Context>, [Request, string]>()
export const noteDenied = jest.fn()
