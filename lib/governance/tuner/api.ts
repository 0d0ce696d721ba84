import { defineOperation } from '@/lib/contract/operation'
import { getTuner } from './get-tuner'
import { tunerResponse } from './schema'

export const getTunerOperation = defineOperation({
  id: 'getTuner',
  method: 'GET',
  path: '/api/tuner',
  tag: 'Models',
  summary: 'Read what every review threshold would do',
  description:
    "Precision, recall, alerts, hours and money for more than 1,000 thresholds, on the test slice of the production model's " +
    "bundle and on the institution's own matured traffic, under its cost model and review capacity. Own traffic is counted " +
    'every hour.',
  auth: 'user-or-key',
  permission: 'model:read',
  response: { status: 200, schema: tunerResponse },
  errors: ['no-production-model'],
  handler: ({ ctx }) => getTuner(ctx),
})
