import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { storedStates } from '../../../support/replay-states'
import { scoreRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

/** An account state in the form of the first release. */
const HOUR = 495_000
const flow = (n: number) => ({
  n,
  s: 5_000 * n,
  m: 3.9,
  q: 0.2,
  f: HOUR * 3_600_000,
  l: HOUR * 3_600_000 + 60_000,
  h: [HOUR * 12, n, 5_000 * n],
  d: [HOUR, n, 5_000 * n],
  w: [HOUR / 6, n, 5_000 * n],
  p: [7, 9],
  u: 2,
})
const OLD = { v: 1, sent: flow(4), received: flow(3) }

describe('a state of an older layout', () => {
  let minted: MintedTenant
  beforeAll(async () => {
    minted = await mintTenant()
    await withClient('superuser', (client) =>
      client.query(
        "insert into entity_states (tenant_id, kind, entity_id, state) values ($1, 'account', 'C-old', $2)",
        [minted.tenant.id, JSON.stringify(OLD)],
      ),
    )
  })

  it('is read, updated and stored in the current layout', async () => {
    await scoreRows(await scoringKey(minted), [
      { type: 'TRANSFER', amount: 50, sender_account: 'C-old', receiver_account: 'C-new' },
    ])
    const { account } = await storedStates(minted.tenant.id)
    expect(Object.keys(account)).toContain('C-new')
    expect(account['C-old']).toMatchObject({
      sent: { count: 5, totalMinor: 25_000 },
      received: { count: 3 },
    })
  })
})
