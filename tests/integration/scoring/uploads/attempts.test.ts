import { allOperations } from '@/app/api/operations'
import { MAX_FILE_BYTES } from '@/lib/scoring/uploads/schema'
import { settleBackground } from '@/lib/platform/background'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { paysimRow } from '../../../support/scoring'
import { csvOf, multipart, uploadMapping } from '../../../support/upload'
import { bearer, tokenOf } from '../../access/auth/support'

/** Guarantee: every attempt to upload is recorded with who, what, size and why, and nobody uploads too often. */

const operationOf = (id: string) => allOperations.find((operation) => operation.id === id)!
const upload = operationOf('uploadTransactions')

type Call = Parameters<typeof callOperation>[1]

async function send(token: Record<string, string>, { headers, ...call }: Call, operation = upload) {
  const response = await callOperation(operation, { ...call, headers: { ...headers, ...token } })
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
  }
}

const attemptsOf = ({ tenant }: MintedTenant) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(
      `select u.status, u.file_name, u.file_bytes::int, u.failure, a.action, a.actor_id = u.user_id::text as by_user,
              a.after ->> 'problem' as problem, position(u.failure in a.after::text) > 0 as is_quoted
         from uploads u left join audit_log a on a.tenant_id = u.tenant_id and a.object_id = u.id::text
        where u.tenant_id = $1 order by u.id`,
      [tenant.id],
    )
    return rows
  })

const csv = csvOf([paysimRow()])

it('records a scored file with its name, size and user', async () => {
  const minted = await mintTenant()
  const token = bearer(await tokenOf(minted.emailOf.senior_analyst))
  const file = await multipart(csv, {}, '../../payments\u202e.csv')
  expect(await send(token, file)).toMatchObject({ status: 200, body: { uploaded: 1, scored: 1 } })
  expect(await attemptsOf(minted)).toEqual([
    {
      status: 'completed',
      file_name: 'payments.csv',
      file_bytes: csv.length,
      failure: null,
      action: 'upload.completed',
      by_user: true,
      problem: null,
      is_quoted: null,
    },
  ])
})

const whole = async () => await multipart(csv)
const cut = async () => {
  const { text, headers } = await whole()
  return { headers, text: (text as Uint8Array<ArrayBuffer>).slice(0, -8) }
}
const withHeaders = async (headers: Record<string, string>) => {
  const { text, headers: own } = await whole()
  return { text, headers: { ...own, ...headers } }
}
const parts = async (count: number) => {
  const form = new FormData()
  for (let i = 0; i < count; i++) form.append('mapping', '{}')
  form.append('file', new File([csv], 'a.csv'))
  const body = new Response(form)
  return {
    text: new Uint8Array(await body.arrayBuffer()),
    headers: { 'content-type': body.headers.get('content-type')! },
  }
}
const large = new Uint8Array(MAX_FILE_BYTES + 300_000).fill(97)

it.each<[string, () => Promise<Call>, number, RegExp]>([
  ['a body that is cut off', cut, 400, /did not arrive whole/],
  [
    'a body that is no form',
    async () => ({ text: csv, headers: { 'content-type': 'text/csv' } }),
    415,
    /multipart\/form-data/,
  ],
  ['a compressed body', () => withHeaders({ 'content-encoding': 'gzip' }), 415, /uncompressed/],
  ['a body that is too large', () => multipart(large), 413, /at most/],
  ['a form without a file', async () => withoutFile(), 400, /file: is required/],
  ['a form with many parts', () => parts(50), 400, /more than 3 parts/],
  ['a part that repeats', () => parts(2), 400, /unknown part, repeats/],
  ['a workbook', () => multipart('PK\x03\x04', {}, 'payments.csv'), 415, /Excel workbook/],
  ['a mapping that is no JSON', () => multipart(csv, { mapping: '{' }), 400, /no JSON/],
  [
    'a mapping that cannot be stored',
    () => multipart(csv, { mapping: JSON.stringify({ ...uploadMapping, missing: ['\0'] }) }),
    400,
    /NUL character/,
  ],
  ['answers that are not known', () => multipart(csv, { answers: '{"guess":true}' }), 400, /guess/],
])('records %s as rejected, with the reason', async (_case, call, status, reason) => {
  const minted = await mintTenant()
  const token = bearer(await tokenOf(minted.emailOf.senior_analyst))
  const response = await send(token, await call())
  expect(response.status).toBe(status)
  expect(JSON.stringify(response.body)).toMatch(reason)
  expect(await attemptsOf(minted)).toEqual([
    expect.objectContaining({
      status: 'rejected',
      failure: expect.stringMatching(reason),
      action: 'upload.rejected',
      by_user: true,
      problem: expect.stringMatching(/^[a-z-]+$/),
      // The audit log stays for good, and a reason may quote an account of the file.
      is_quoted: false,
    }),
  ])
})

async function withoutFile() {
  const form = new FormData()
  form.set('mapping', '{}')
  const body = new Response(form)
  return {
    text: new Uint8Array(await body.arrayBuffer()),
    headers: { 'content-type': body.headers.get('content-type')! },
  }
}

it('lets a user upload three files a minute, and records that more were rejected once', async () => {
  const minted = await mintTenant()
  const token = bearer(await tokenOf(minted.emailOf.senior_analyst))
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) statuses.push((await send(token, await whole())).status)
  expect(statuses).toEqual([200, 200, 200, 429, 429, 429])
  const last = await send(token, await whole())
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await attemptsOf(minted)).map(({ status }) => status)).toEqual([
    'completed',
    'completed',
    'completed',
    'rejected',
  ])
  // Another user has limits of their own.
  expect((await send(bearer(await tokenOf(minted.emailOf.admin)), await whole())).status).toBe(200)
})

it('records a denied permission, and stores no upload of it', async () => {
  const minted = await mintTenant()
  expect((await send(bearer(await tokenOf(minted.emailOf.analyst)), await whole())).status).toBe(403)
  await settleBackground()
  const denied = await withClient('superuser', (client) =>
    client.query(
      `select after->>'operation' as operation from audit_log where tenant_id = $1 and action = 'permission.denied'`,
      [minted.tenant.id],
    ),
  )
  expect(denied.rows).toEqual([{ operation: 'uploadTransactions' }])
  expect(await attemptsOf(minted)).toEqual([])
})
