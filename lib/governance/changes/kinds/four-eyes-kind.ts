import { readInstitutionSettings, switchSetting } from '@/lib/access/tenants'
import { AppError } from '@/lib/platform/errors'
import type { ChangeKind } from '../change-kind'
import { NO_OUTLOOK, type FourEyesPayload } from '../schema'

/** The end of four eyes: what needs two administrators cannot be switched off by one. */
export const fourEyesKind: ChangeKind<FourEyesPayload> = {
  permission: 'tenant:write',
  async plan(tx, ctx, payload) {
    const { four_eyes: on } = await readInstitutionSettings(tx)
    if (!on) {
      throw new AppError('invalid-request', {
        errors: [{ field: 'change.payload.four_eyes', reason: 'is off already' }],
      })
    }
    return {
      payload,
      before: { four_eyes: true },
      after: { four_eyes: false },
      summary: 'Switch four eyes off',
    }
  },
  current: async (tx) => ({ four_eyes: (await readInstitutionSettings(tx)).four_eyes }),
  outlook: () => Promise.resolve(NO_OUTLOOK),
  async apply(tx, ctx) {
    await switchSetting(tx, ctx, 'four_eyes')
    return { policyVersion: null }
  },
}
