import { deleteMapping, listMappings, saveMapping } from '@/lib/scoring/uploads'
import { MAX_MAPPING_CHARS, MAX_SAVED_MAPPINGS } from '@/lib/scoring/uploads/schema'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { uploadMapping } from '../../../support/upload'

/** Guarantee: a mapping is kept as it reads files, under one name, for one institution. */

let minted: MintedTenant
beforeAll(async () => {
  minted = await mintTenant()
})

const kept = (name: string, mapping: object = uploadMapping) => ({
  name,
  columns: ['step', 'type', 'amount', 'nameOrig'],
  mapping: mapping as Record<string, unknown>,
})
const namesOf = async ({ as }: MintedTenant) => (await listMappings(as.admin)).items.map(({ name }) => name)

it('keeps a mapping under a name that nobody else can take, until it is deleted', async () => {
  const saved = await saveMapping(minted.as.senior_analyst, kept('ours'))
  expect(saved.mapping).toMatchObject(uploadMapping)
  await expect(saveMapping(minted.as.admin, kept('ours'))).rejects.toMatchObject({ code: 'conflict' })
  const other = await mintTenant()
  await expect(deleteMapping(other.as.admin, saved.id)).rejects.toMatchObject({ code: 'not-found' })
  await saveMapping(other.as.admin, kept('ours'))
  await deleteMapping(minted.as.admin, saved.id)
  expect([await namesOf(minted), await namesOf(other)]).toEqual([[], ['ours']])
})

it('rejects what no upload could be read by, and analysts', async () => {
  await expect(saveMapping(minted.as.admin, kept('x', { columns: {} }))).rejects.toMatchObject({
    code: 'invalid-request',
  })
  const long = kept('x', { ...uploadMapping, missing: ['x'.repeat(MAX_MAPPING_CHARS)] })
  await expect(saveMapping(minted.as.admin, long)).rejects.toMatchObject({
    code: 'invalid-request',
    errors: [{ field: 'mapping', reason: 'has more than 65536 characters as JSON' }],
  })
  await expect(saveMapping(minted.as.analyst, kept('x'))).rejects.toMatchObject({
    code: 'missing-permission',
  })
})

it('keeps at most a hundred, also when they come together', async () => {
  const full = await mintTenant()
  for (let i = 2; i < MAX_SAVED_MAPPINGS; i++) await saveMapping(full.as.admin, kept(`m-${i}`))
  const last = await Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((name) => saveMapping(full.as.admin, kept(name))),
  )
  expect(last.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(await namesOf(full)).toHaveLength(MAX_SAVED_MAPPINGS)
})
