import { type ListEntry, watchlistPayload } from '@/lib/governance/changes/schema'

type State = Record<string, unknown>

/** The entries of a change of the lists. */
export function prepareEntries(after: State): ListEntry[] {
  const parsed = watchlistPayload.safeParse(after)
  return parsed.success ? parsed.data.entries : []
}

/** The models of a change of the production model. */
export const prepareModels = (before: State, after: State): { from: string; to: string } => ({
  from: typeof before.model === 'string' ? before.model : 'no model',
  to: typeof after.model === 'string' ? after.model : 'no model',
})
