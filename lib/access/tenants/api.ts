import { defineOperation } from '@/lib/contract/operation'
import { getTenant } from './get-tenant'
import { tenantChange, tenantResponse } from './schema'
import { setCountry } from './set-country'
import { setEarliestEvent } from './set-earliest-event'

const settings = { path: '/api/tenant', tag: 'Settings', auth: 'user', permission: 'tenant:write' } as const

export const getTenantOperation = defineOperation({
  ...settings,
  id: 'getTenant',
  method: 'GET',
  summary: 'Read the settings of the institution',
  response: { status: 200, schema: tenantResponse },
  errors: [],
  handler: ({ ctx }) => getTenant(ctx),
})

export const changeTenantOperation = defineOperation({
  ...settings,
  id: 'changeTenant',
  method: 'PATCH',
  summary: 'Set the earliest time of transactions that the institution accepts, or its country',
  description:
    'Transactions that are stored stay. It takes effect here at once, on other servers within 15 seconds, and writes a row ' +
    'of the audit log for each setting.',
  body: tenantChange,
  response: { status: 200, schema: tenantResponse },
  errors: [],
  handler: async ({ ctx, body: { earliest_event_at: earliest, country } }) => {
    if (earliest !== undefined) await setEarliestEvent(ctx, new Date(earliest))
    if (country !== undefined) await setCountry(ctx, country)
    return getTenant(ctx)
  },
})
