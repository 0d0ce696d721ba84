/** Guarantee: lib/README.md lists every room and every noun of lib, in import order of the rooms. */

import { readdirSync, readFileSync } from 'node:fs'

const FLAT = ['platform', 'contract', 'http', 'process']
const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

it('lists the rooms and nouns that exist', () => {
  const rows = readFileSync('lib/README.md', 'utf8').matchAll(/^\| (?:`([\w-]+)`)? *\| (?:`([\w-]+)`)? *\|/gm)
  const listed = new Map<string, string[]>()
  let current = ''
  for (const [, room, noun] of rows) {
    if (room) current = room
    listed.set(current, [...(listed.get(current) ?? []), ...(noun ? [noun] : [])])
  }
  listed.delete('')
  const rooms = foldersIn('lib')
  expect([...listed.keys()].sort()).toEqual(rooms.sort())
  for (const room of rooms) {
    const nouns = FLAT.includes(room) ? [] : foldersIn(`lib/${room}`)
    expect([room, [...(listed.get(room) ?? [])].sort()]).toEqual([room, nouns.sort()])
  }
})
