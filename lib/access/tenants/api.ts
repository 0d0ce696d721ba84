import { defineOperation } from '@/lib/contract/operation'
import { changeTenant } from './change-tenant'
import { getTenant } from './get-tenant'
import { tenantChange, tenantResponse } from './schema'

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
  summary: 'Change settings of the institution',
  description:
    'All of them change, or none. Transactions that are stored stay. It takes effect here at once, on other servers within ' +
    '15 seconds, and writes to the audit log. The currency can change only while neither a transaction nor a rate is ' +
    'stored; the time zone only to one whose hours begin at the same minutes, once transactions are stored. Four eyes are ' +
    'switched off by a change request of the kind `four-eyes` only. While they are on, `sandbox` is switched on by one of the ' +
    'kind `sandbox` only.',
  versioned: true,
  body: tenantChange,
  response: { status: 200, schema: tenantResponse },
  errors: ['conflict'],
  handler: ({ ctx, body, ifMatch }) => changeTenant(ctx, body, ifMatch),
})
