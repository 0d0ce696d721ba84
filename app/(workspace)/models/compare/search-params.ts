import { uuid } from '@/lib/contract/uuid'
import type { RegisteredModel } from '@/lib/governance/models/schema'

type Params = Record<string, string | string[] | undefined>

/**
 * The ids of the two versions in the URL. Where one is missing or not an id: the production model and the newest other
 * one. Null with fewer than two models.
 */
export function readPair(
  params: Params,
  models: readonly RegisteredModel[],
): { a: string; b: string } | null {
  const [a, b] = [idOf(params.a), idOf(params.b)]
  const production = models.find(({ stage }) => stage === 'production') ?? models.at(-1)
  const first = a ?? (b !== production?.id ? production?.id : models.find(({ id }) => id !== b)?.id)
  const second = b ?? models.find(({ id }) => id !== first)?.id
  return first !== undefined && second !== undefined ? { a: first, b: second } : null
}

const idOf = (value: string | string[] | undefined): string | undefined => uuid.safeParse(value).data
