import { findCycles, importGraph } from '../support/import-graph'
import { sourceFiles } from '../support/source-files'

/** The rooms of lib in import order: a room imports itself and the rooms before it. */
const ROOMS = [
  'platform',
  'contract',
  'engine',
  'access',
  'http',
  'messaging',
  'scoring',
  'governance',
  'desk',
  'process',
]
/** Their files stand in the room itself; each of the others holds one folder per noun. */
const FLAT = ['platform', 'contract', 'http', 'process']

const files = sourceFiles(['lib'], ['.ts'])
const graph = importGraph(files, { types: true })
const arrows = [...graph].flatMap(([from, imported]) => imported.map((to) => ({ from, to })))

const roomOf = (file: string): string => file.split('/')[1] ?? ''
const nounOf = (file: string): string =>
  file
    .split('/')
    .slice(1, FLAT.includes(roomOf(file)) ? 2 : 3)
    .join('/')
const isDoor = (file: string): boolean => /^lib\/\w+\/[\w-]+\/(index|schema)\.ts$/.test(file)
const show = ({ from, to }: { from: string; to: string }): string => `${from} -> ${to}`

describe('the rooms of lib', () => {
  it('are the ten of the architecture', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual([...ROOMS].sort())
    expect(arrows.length).toBeGreaterThan(500)
  })

  it('import no room after them, not even its types', () => {
    const upward = arrows.filter(
      ({ from, to }) => to.startsWith('lib/') && ROOMS.indexOf(roomOf(to)) > ROOMS.indexOf(roomOf(from)),
    )
    expect(upward.map(show)).toEqual([])
  })

  it('enter a noun through its index.ts or schema.ts only', () => {
    const elsewhere = arrows.filter(
      ({ from, to }) =>
        to.startsWith('lib/') && nounOf(from) !== nounOf(to) && !FLAT.includes(roomOf(to)) && !isDoor(to),
    )
    expect(elsewhere.map(show)).toEqual([])
  })

  it('have nouns without import cycles', () => {
    const nouns = new Map<string, string[]>()
    for (const { from, to } of arrows.filter(({ to }) => to.startsWith('lib/'))) {
      const known = nouns.get(nounOf(from)) ?? []
      nouns.set(nounOf(from), nounOf(from) === nounOf(to) ? known : [...known, nounOf(to)])
    }
    expect(findCycles(nouns)).toEqual([])
  })
})
