import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { getModel, warmModels } from '@/lib/engine/inference'
import { copyBundle } from './support/bundle'

const bundle = copyBundle()
afterAll(() => rmSync(bundle.root, { recursive: true }))

test('a failed load is retried, and concurrent callers share one load', async () => {
  const manifest = readFileSync(bundle.file('manifest.json'))
  writeFileSync(bundle.file('manifest.json'), '{}')
  await expect(getModel('sentinel', '1.1.0', bundle)).rejects.toThrow('manifest.json')
  writeFileSync(bundle.file('manifest.json'), manifest)
  const [first, second] = await Promise.all([
    getModel('sentinel', '1.1.0', bundle),
    getModel('sentinel', '1.1.0', bundle),
  ])
  expect(second).toBe(first)
  expect(await warmModels(bundle)).toEqual([first])
})

test('a loaded model stays when its files change', async () => {
  const model = await getModel('sentinel', '1.1.0', bundle)
  renameSync(bundle.dir, `${bundle.dir}.gone`)
  expect(await getModel('sentinel', '1.1.0', bundle)).toBe(model)
  renameSync(`${bundle.dir}.gone`, bundle.dir)
})

test.each([
  ['sentinel', '9.9.9'],
  ['../sentinel', '1.1.0'],
  ['sentinel', '../sentinel/1.1.0'],
])('the model %s %s is rejected', async (name, version) => {
  await expect(getModel(name, version, bundle)).rejects.toMatchObject({ name: 'BundleError' })
})

test('a bundle in the folder of another version is rejected, and only the newest version is loaded in advance', async () => {
  const other = copyBundle()
  mkdirSync(path.join(other.root, 'sentinel/0.9.9'))
  renameSync(other.dir, path.join(other.root, 'sentinel/1.0.10'))
  mkdirSync(path.join(other.root, 'sentinel/1.0.9'))
  await expect(warmModels(other)).rejects.toThrow('its folder sentinel 1.0.10')
  rmSync(other.root, { recursive: true })
})
