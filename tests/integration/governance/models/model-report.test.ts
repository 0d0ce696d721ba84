import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { modelsDir } from '@/lib/engine/inference'
import { getModelReport, listModelOverviews } from '@/lib/governance/models'
import { getModelOperation } from '@/lib/governance/models/api'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { removeProject } from '../../../support/bundles'
import { callOperation } from '../../../support/call-operation'
import { MODEL, type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { buildCurves } from '../../../support/model-curves'
import { buildReport } from '../../../support/model-report'
import { bearer, tokenOf } from '../../access/auth/support'

const EVALUATED = { name: MODEL.name, version: '9.0.1' }

let minted: MintedTenant
let stranger: MintedTenant
let project: string
let evaluatedId: string
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')
const bundleFile = (name: string) => path.join(project, 'ml/models', EVALUATED.name, EVALUATED.version, name)

/** Registers a version as the product does, without putting it into production. */
async function register(version: string, manifestSha256: string): Promise<string> {
  const [tenantId, id] = [minted.tenant.id, newId()]
  const data = { tenantId, id, name: MODEL.name, version, stage: 'registered', manifestSha256 }
  await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.create({ data: { ...data, featureNames: ['amount'], metrics: {} } }),
  )
  return id
}

/** A copy of the shipped bundle under a version of its own, with a report and curves that its manifest names. */
beforeAll(async () => {
  ;[minted, stranger] = [await mintTenant(), await mintTenant()]
  project = await mkdtemp(path.join(tmpdir(), 'reports-'))
  await cp(path.join(modelsDir(), MODEL.name, MODEL.version), path.dirname(bundleFile('any')), {
    recursive: true,
  })
  const files = { 'report.json': buildReport(), 'curves.json': buildCurves() }
  const manifest = JSON.parse(await readFile(bundleFile('manifest.json'), 'utf8')) as {
    version: string
    files: Record<string, string>
  }
  manifest.version = EVALUATED.version
  for (const [name, document] of Object.entries(files)) {
    const content = JSON.stringify(document)
    await writeFile(bundleFile(name), content)
    manifest.files[name] = sha256(content)
  }
  await writeFile(bundleFile('manifest.json'), JSON.stringify(manifest))
  evaluatedId = await register(EVALUATED.version, sha256(await readFile(bundleFile('manifest.json'))))
  jest.spyOn(process, 'cwd').mockReturnValue(project)
})
afterAll(() => removeProject(project))

const productionId = async () =>
  (await listModelOverviews(minted.as.analyst)).find(({ model }) => model.stage === 'production')?.model.id ??
  ''

test('reports an unreadable bundle as unreadable', async () => {
  const id = await register('9.0.2', 'f'.repeat(64))
  const absent = await getModelReport(minted.as.analyst, id)
  expect(absent.bundle).toEqual({ state: 'unreadable', file: 'manifest.json', reason: 'it cannot be read' })
})

test('hides a report that was changed after registration and shows it once it is restored', async () => {
  const whole = await readFile(bundleFile('report.json'))
  await writeFile(bundleFile('report.json'), whole.toString().replace('0.731', '0.999'))
  const { bundle } = await getModelReport(minted.as.analyst, evaluatedId)
  expect(bundle).toEqual({
    state: 'unreadable',
    file: 'report.json',
    reason: 'its SHA-256 is not the one in the manifest',
  })
  await writeFile(bundleFile('report.json'), whole)
  expect((await getModelReport(minted.as.analyst, evaluatedId)).bundle.state).toBe('read')
})

test('an analyst reads the evaluation, the curves and the card of a registered model', async () => {
  const { model, policy, bundle } = await getModelReport(minted.as.analyst, evaluatedId)
  expect(model).toMatchObject({ ...EVALUATED, stage: 'registered', activated_at: null })
  expect(policy?.version).toBe(1)
  if (bundle.state !== 'read') throw new Error(bundle.reason)
  expect(bundle.documents.report).toEqual(buildReport())
  expect(bundle.documents.curves?.points).toHaveLength(1_000)
  expect(bundle.documents.card).toContain(`# ${MODEL.name}`)
  expect(bundle.documents.training?.dataSha256).toMatch(/^[0-9a-f]{64}$/)
})

test('lists every registered model with the figures of its bundle', async () => {
  const overviews = await listModelOverviews(minted.as.analyst)
  const read = Object.fromEntries(
    overviews.map(({ model, bundle }) => [
      model.version,
      bundle.state === 'read' ? bundle.summary.headline !== null : bundle.state,
    ]),
  )
  expect(read[EVALUATED.version]).toBe(true)
  expect(read['9.0.2']).toBe('unreadable')
  expect(Object.keys(read)).toContain(MODEL.version)
})

test('neither a model of another tenant nor an unknown one exists', async () => {
  for (const id of [evaluatedId, newId()]) {
    await expect(getModelReport(stranger.as.admin, id)).rejects.toMatchObject({ code: 'not-found' })
  }
})

test('checks the permission before it reads anything', async () => {
  const scoring = { kind: 'api-key', id: newId(), name: 'scoring', scopes: ['score:write'] } as const
  const ctx = { ...minted.as.analyst, actor: scoring }
  await expect(getModelReport(ctx, newId())).rejects.toMatchObject({ code: 'missing-permission' })
  await expect(listModelOverviews(ctx)).rejects.toMatchObject({ code: 'missing-permission' })
})

describe('GET /api/models/{id}', () => {
  const get = async (id: string) => {
    const headers = bearer(await tokenOf(minted.emailOf.analyst))
    return callOperation(getModelOperation, { params: { id }, headers })
  }

  test('returns the model with its training and the report of the bundle', async () => {
    const response = await get(evaluatedId)
    expect(response.status).toBe(200)
    const result = await response.json()
    expect(result).toMatchObject({ id: evaluatedId, ...EVALUATED, stage: 'registered' })
    expect(result.training).toMatchObject({ run_id: expect.any(String), rows: expect.any(Number) })
    expect(result.evaluation).toEqual({ state: 'evaluated', reason: null, report: buildReport() })
  })

  test('states the reason for a missing report: the bundle is not trusted', async () => {
    const id = await register('9.0.3', 'e'.repeat(64))
    const { training, evaluation } = await (await get(id)).json()
    expect([training, evaluation]).toEqual([
      null,
      { state: 'unreadable', reason: 'manifest.json: it cannot be read', report: null },
    ])
  })

  test('rejects an invalid id', async () => {
    const response = await get('not-an-id')
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ type: expect.stringMatching(/invalid-request$/) })
  })
})

test('a model without a report counts as not evaluated, whatever else its bundle contains', async () => {
  jest.spyOn(process, 'cwd').mockRestore()
  const { bundle } = await getModelReport(minted.as.analyst, await productionId())
  if (bundle.state !== 'read') throw new Error(bundle.reason)
  expect(bundle.documents.training?.rows).toBeGreaterThan(0)
  expect(bundle.documents.report === null).toBe(!('report.json' in bundle.documents.files))
})
