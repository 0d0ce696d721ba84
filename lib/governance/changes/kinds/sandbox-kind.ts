import { readInstitutionSettings, switchSetting } from '@/lib/access/tenants'
import { AppError } from '@/lib/platform/errors'
import type { ChangeKind } from '../change-kind'
import { NO_OUTLOOK, type SandboxPayload } from '../schema'

/** Replays may run: payments that did not happen then change the states of accounts, and so later decisions. */
export const sandboxKind: ChangeKind<SandboxPayload> = {
  permission: 'tenant:write',
  async plan(tx, ctx, payload) {
    const { sandbox } = await readInstitutionSettings(tx)
    if (sandbox) {
      throw new AppError('invalid-request', {
        errors: [{ field: 'change.payload.sandbox', reason: 'is on already' }],
      })
    }
    return {
      payload,
      before: { sandbox: false },
      after: { sandbox: true },
      summary: 'Let replays run: make the institution a sandbox',
    }
  },
  current: async (tx) => ({ sandbox: (await readInstitutionSettings(tx)).sandbox }),
  outlook: () => Promise.resolve(NO_OUTLOOK),
  async apply(tx, ctx) {
    await switchSetting(tx, ctx, 'sandbox')
    return { policyVersion: null }
  },
}
