import { ARCHIVE_LIMITS, unpackArchive } from '@/lib/governance/models/unpack-archive'
import { type ZipEntry, zipArchive } from '../../../support/zip-archive'

const manifest: ZipEntry = { name: 'manifest.json', content: Buffer.from('{"format":1}') }
const card: ZipEntry = { name: 'card.md', content: Buffer.from('# a model') }
const named = (name: string, changes: Partial<ZipEntry> = {}): ZipEntry => ({ ...card, name, ...changes })

test('unpacks the files of a bundle, packed or stored', async () => {
  const files = await unpackArchive(zipArchive([manifest, { ...card, stored: true }]))
  expect(Object.fromEntries(files)).toEqual({ 'manifest.json': manifest.content, 'card.md': card.content })
})

test('unpacks files that stand in one folder', async () => {
  const folder = { name: '1.0.0/', content: Buffer.alloc(0), stored: true, mode: 0o040755 }
  const files = await unpackArchive(
    zipArchive([folder, named('1.0.0/manifest.json'), named('1.0.0/card.md')]),
  )
  expect([...files.keys()]).toEqual(['manifest.json', 'card.md'])
})

test.each<[string, ZipEntry[], RegExp]>([
  ['a path to the parent folder', [named('../manifest.json')], /relative path/],
  ['a path to the parent folder inside', [named('a/../../b.json')], /relative path/],
  ['an absolute path', [named('/etc/cron.d/x')], /absolute path/],
  ['an absolute path of Windows', [named('C:/x.json')], /absolute path/],
  ['a path with backslashes', [named('..\\x.json')], /invalid characters/],
  ['a folder in a folder', [named('a/b/x.json')], /one folder/],
  ['files of two folders', [named('a/x.json'), named('b/y.json')], /in one folder/],
  ['a hidden file', [named('.profile')], /one folder/],
  ['a name twice', [card, card], /twice/],
  ['a symbolic link', [named('model.onnx', { mode: 0o120777 })], /link/],
  ['a device', [named('model.onnx', { mode: 0o060644 })], /special file/],
  ['an encrypted file', [named('card.md', { flags: 1 })], /encrypted/],
  ['an unknown method', [named('card.md', { method: 99 })], /unknown method/],
  ['content that is longer than it states', [named('card.md', { statedSize: 3 })], /bytes/],
  ['content that is shorter than it states', [named('card.md', { statedSize: 30 })], /bytes/],
])('rejects %s', async (_, entries, reason) => {
  await expect(unpackArchive(zipArchive(entries))).rejects.toMatchObject({
    code: 'invalid-archive',
    detail: expect.stringMatching(reason) as string,
  })
})

describe('limits', () => {
  const limits = { ...ARCHIVE_LIMITS, entries: 3, bytes: 10_000, ratio: 20 }
  const rejects = (entries: ZipEntry[], reason: RegExp) =>
    expect(unpackArchive(zipArchive(entries), limits)).rejects.toMatchObject({
      code: 'invalid-archive',
      detail: expect.stringMatching(reason) as string,
    })

  test('are 64 entries, 32 MiB together, and 200 times the packed size', () => {
    expect(ARCHIVE_LIMITS).toEqual({ entries: 64, bytes: 33_554_432, ratio: 200 })
  })

  test('hold for the number of entries', async () => {
    await unpackArchive(zipArchive(['a', 'b', 'c'].map((name) => named(name))), limits)
    await rejects(
      ['a', 'b', 'c', 'd'].map((name) => named(name)),
      /4 entries; at most 3/,
    )
  })

  test('hold for the size of all files together', async () => {
    const half = (name: string) => named(name, { content: Buffer.alloc(5_001, name), stored: true })
    await unpackArchive(zipArchive([half('a')]), limits)
    await rejects([half('a'), half('b')], /more than 10000 bytes/)
  })

  test('hold for the ratio, before anything is unpacked', async () => {
    await rejects([named('a', { content: Buffer.alloc(9_000) })], /more than 20 times/)
  })
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a text', Buffer.from('manifest')],
  ['half an archive', zipArchive([manifest, card]).subarray(0, 60)],
])('rejects %s', async (_, bytes) => {
  await expect(unpackArchive(bytes)).rejects.toMatchObject({ code: 'invalid-archive' })
})
