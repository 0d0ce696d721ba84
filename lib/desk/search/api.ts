import { defineOperation } from '@/lib/contract/operation'
import { search } from './search'
import { MOST_OF_KIND, searchResponse, searchQuery } from './schema'

export const searchOperation = defineOperation({
  id: 'search',
  method: 'GET',
  path: '/api/search',
  tag: 'Search',
  summary: 'Search transactions, entities and cases by a few characters',
  description: `At most ${MOST_OF_KIND} of each. Exact matches first, then matches at the beginning, then others.`,
  auth: 'user-or-key',
  permission: 'transaction:read',
  query: searchQuery,
  response: { status: 200, schema: searchResponse },
  errors: [],
  handler: ({ ctx, query }) => search(ctx, query.q),
})
