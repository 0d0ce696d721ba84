import { defineOperation } from '@/lib/contract/operation'
import { getExploration } from './read-exploration'
import { explorationChange, explorationResponse, explorationSettings } from './schema'
import { setExploration } from './set-exploration'

export const getExplorationOperation = defineOperation({
  id: 'getExploration',
  method: 'GET',
  path: '/api/exploration',
  tag: 'Models',
  summary: 'Read how precise blocking is, by the payments that exploration lets through',
  description:
    'Of the payments that the score alone would block, exploration lets a share of small ones through, within a budget of ' +
    'money a day. Each had a known chance, so the precision of blocking is estimated without bias.',
  auth: 'user-or-key',
  permission: 'model:read',
  response: { status: 200, schema: explorationResponse },
  errors: [],
  handler: ({ ctx }) => getExploration(ctx),
})

export const setExplorationOperation = defineOperation({
  id: 'setExploration',
  method: 'PUT',
  path: '/api/exploration',
  tag: 'Models',
  summary: 'Set which blocked payments are let through by chance; a share of 0 turns it off',
  description:
    'Off at first. Payments let through cost money: the amount cap and the daily budget bound it. Watchlists always win. Takes ' +
    'effect within two seconds. While four eyes are on, more than before needs a change request of the kind `exploration`.',
  auth: 'user',
  permission: 'policy:write',
  versioned: true,
  body: explorationChange,
  response: { status: 200, schema: explorationSettings },
  errors: ['conflict'],
  handler: ({ ctx, body, ifMatch }) => setExploration(ctx, body, ifMatch),
})
