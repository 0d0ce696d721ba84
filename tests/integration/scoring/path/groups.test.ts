import { systemContext } from '@/lib/access/tenants'
import { identified } from '@/lib/scoring/path/identify'
import { scoreRows, scoreTransaction } from '@/lib/scoring/path'
import { transactionBody } from '@/lib/scoring/path/schema'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { paysimRow } from '../../../support/scoring'

/** Guarantee: requests that wait share a database transaction, but never with a file or a replay, whose rows they would wait for. */

let minted: MintedTenant
beforeAll(async () => {
  minted = await mintTenant()
})

const parsed = (name: string, i: number) =>
  transactionBody.parse(paysimRow({ nameOrig: `C-${name}-${i}`, amount: 100 + i }))

/** The sources of the rows that were stored together. */
const groups = () =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ sources: string[] }>(
      `select array_agg(source order by source) as sources from transactions where tenant_id = $1
        group by xmin::text order by min(seq)`,
      [minted.tenant.id],
    )
    return rows.map(({ sources }) => sources)
  })

it('keeps rows of a file and of a replay apart from requests', async () => {
  const ctx = systemContext(minted.tenant, 'upload')
  const single = (i: number) => scoreTransaction(ctx, parsed('single', i), null, performance.now())
  const rows = (source: 'upload' | 'replay') =>
    scoreRows(
      ctx,
      [0, 1].map((i) => identified(minted.tenant, parsed(source, i))),
      () => [],
      source,
    )
  // The first one runs at once; all others wait for it.
  await Promise.all([single(0), single(1), rows('upload'), single(2), rows('replay'), single(3), single(4)])
  expect(await groups()).toEqual([
    ['api'],
    ['api'],
    ['upload', 'upload'],
    ['api'],
    ['replay', 'replay'],
    ['api', 'api'],
  ])
})
