import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { openBundle, shippedBundle } from '@/lib/engine/inference'
import { copyBundle } from './support/bundle'

let bundle: ReturnType<typeof copyBundle>
beforeEach(() => {
  bundle = copyBundle()
})
afterEach(() => rmSync(bundle.root, { recursive: true }))

const manifestHash = () =>
  createHash('sha256')
    .update(readFileSync(bundle.file('manifest.json')))
    .digest('hex')
const open = async (version = '1.1.0', hash = manifestHash()) =>
  await openBundle(shippedBundle('sentinel', version, { root: bundle.root }), hash)

it('returns a file of the registered bundle, and null for a file that is not in its manifest', async () => {
  const opened = await open()
  expect((await opened.readFile('card.md'))?.toString('utf8')).toMatch(/^# sentinel/)
  expect(await opened.readFile('nothing.json')).toBeNull()
  expect(await opened.readFile('../1.1.0/card.md')).toBeNull()
  expect(opened.manifest.name).toBe('sentinel')
})

it('rejects a file that was changed or removed after the manifest was written', async () => {
  const opened = await open()
  writeFileSync(bundle.file('card.md'), '# A better model')
  await expect(opened.readFile('card.md')).rejects.toMatchObject({
    file: 'card.md',
    reason: 'its SHA-256 is not the one in the manifest',
  })
  rmSync(bundle.file('card.md'))
  await expect(opened.readFile('card.md')).rejects.toMatchObject({
    file: 'card.md',
    reason: 'it cannot be read',
  })
})

it('rejects a consistent manifest that is not the registered one', async () => {
  const registered = manifestHash()
  bundle.replace('card.md', '# A better model')
  await expect(open('1.1.0', registered)).rejects.toMatchObject({
    file: 'manifest.json',
    reason: 'its SHA-256 is not the one that was registered',
  })
  expect(await (await open()).readFile('card.md')).toEqual(Buffer.from('# A better model'))
})

it('rejects a missing bundle and a version that could leave its folder', async () => {
  await expect(open('9.9.9')).rejects.toMatchObject({ file: 'manifest.json', reason: 'it cannot be read' })
  await expect(open('../1.1.0')).rejects.toMatchObject({ file: 'manifest.json' })
})
