import { defineOperation } from '@/lib/contract/operation'
import { lookUp } from './look-up'
import { MOST_OF_KIND, searchResponse, searchQuery } from './schema'

export const searchOperation = defineOperation({
  id: 'search',
  method: 'GET',
  path: '/api/search',
  tag: 'Search',
  summary: 'Look up transactions, entities and cases by a few characters',
  description: `At most ${MOST_OF_KIND} of each. What is exactly the text, else what begins with it, else what holds it.`,
  auth: 'user-or-key',
  permission: 'transaction:read',
  query: searchQuery,
  response: { status: 200, schema: searchResponse },
  errors: [],
  handler: ({ ctx, query }) => lookUp(ctx, query.q),
})
