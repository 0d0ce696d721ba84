import { getMetricsOperation, getReadinessOperation } from '@/lib/process/api'
import { apiRoute } from '@/lib/http/api-route'
import { AppError } from '@/lib/platform/errors'
import { beginDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'

const pingDatabase = jest.fn<Promise<boolean>, []>()
const migrationsPending = jest.fn<Promise<string[]>, []>()
const warmModels = jest.fn<Promise<unknown>, []>()
const authenticate = jest.fn()
let substitutions: object[] = []
const TOKEN = 'scrape-token-of-thirty-two-letters'

jest.mock('@/lib/platform/db', () => ({
  pingDatabase: () => pingDatabase(),
  migrationsPending: () => migrationsPending(),
}))
jest.mock('@/lib/engine/inference', () => ({ warmModels: () => warmModels() }), { virtual: true })
jest.mock('@/lib/scoring/bundles', () => ({ allSubstitutions: () => substitutions }))
jest.mock('@/lib/access/audit', () => ({ writeAudit: () => Promise.resolve() }))
jest.mock('@/lib/access/auth', () => ({
  authenticate: (...args: unknown[]): unknown => authenticate(...args),
  noteDenied: () => undefined,
}))
jest.mock('@/lib/platform/env', () => ({
  ...jest.requireActual<object>('@/lib/platform/env'),
  env: () => ({ SENTINEL_METRICS_TOKEN: TOKEN }),
}))

beforeEach(() => {
  log.level = 'silent'
  pingDatabase.mockResolvedValue(true)
  migrationsPending.mockResolvedValue([])
  warmModels.mockResolvedValue(undefined)
  authenticate.mockRejectedValue(new AppError('invalid-token'))
})

async function ready() {
  const response = await apiRoute(getReadinessOperation)(new Request('http://host/api/ready'))
  return { status: response.status, body: (await response.json()) as Record<string, Record<string, string>> }
}

describe('readiness', () => {
  test('responds ready when every check passes', async () => {
    expect(await ready()).toMatchObject({ status: 200, body: { status: 'ready', checks: { model: 'ok' } } })
  })

  test('stays ready while a last good model scores, and names the file of the failed bundle but not why', async () => {
    substitutions = [{ failed: 'm-2', inForce: 'm-1', file: 'trees.json', reason: 'its hash differs' }]
    const { status, body } = await ready()
    substitutions = []
    expect(status).toBe(200)
    expect(body.degraded).toEqual([expect.stringMatching(/m-2 .*trees\.json.* m-1/)])
    expect(JSON.stringify(body)).not.toContain('hash')
  })

  test.each<[string, () => void]>([
    ['database', () => pingDatabase.mockResolvedValue(false)],
    ['migrations', () => migrationsPending.mockResolvedValue(['0002_next'])],
    ['migrations', () => migrationsPending.mockRejectedValue(new Error('relation does not exist'))],
    ['model', () => warmModels.mockRejectedValue(new Error('trees.json: hash differs'))],
  ])('names the failed check %s without the reason', async (name, breakIt) => {
    breakIt()
    const { status, body } = await ready()
    expect(status).toBe(503)
    expect(body).toMatchObject({ type: '/docs/problems/not-ready', status: 503 })
    expect(body.checks?.[name]).not.toBe('ok')
    expect(JSON.stringify(body)).toContain(name)
    expect(JSON.stringify(body)).not.toMatch(/relation|hash/)
  })
})

describe('metrics', () => {
  const scrape = (authorization?: string) =>
    apiRoute(getMetricsOperation)(
      new Request('http://host/api/metrics', authorization ? { headers: { authorization } } : {}),
    )
  test('are text for the scrape token', async () => {
    const byToken = await scrape(`Bearer ${TOKEN}`)
    expect(byToken.status).toBe(200)
    expect(byToken.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await byToken.text()).toContain('sentinel_http_request_duration_seconds_bucket')
  })

  test('are rejected for anyone else, an administrator of an institution included', async () => {
    expect((await scrape()).status).toBe(401)
    expect((await scrape(`Bearer ${TOKEN.slice(1)}`)).status).toBe(401)
    expect((await scrape(TOKEN)).status).toBe(401)
    const actor = { kind: 'user', id: 'u', role: 'admin' }
    authenticate.mockResolvedValue({ tenant: { id: 't' }, actor, requestId: 'r' })
    expect((await scrape('Bearer of-an-administrator')).status).toBe(401)
    expect(authenticate).not.toHaveBeenCalled()
  })
})

test('responds not-ready while draining', async () => {
  beginDraining()
  expect(await ready()).toMatchObject({
    status: 503,
    body: { checks: { process: 'is shutting down', database: 'ok' } },
  })
})
