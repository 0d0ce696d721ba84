import { findCycles, importGraph } from '../support/import-graph'
import { sourceFiles } from '../support/source-files'

const files = sourceFiles(['app', 'components', 'lib'], ['.ts', '.tsx'])
const graph = importGraph(files)

describe('imports', () => {
  it('are read from the repository', () => {
    expect(graph.get('lib/contract/context.ts')).toContain('lib/platform/errors.ts')
    expect(files.length).toBeGreaterThan(50)
  })

  it('form no cycle', () => {
    expect(findCycles(graph)).toEqual([])
  })

  it('are reported when they form a cycle', () => {
    const loop = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
      ['self', ['self']],
    ])
    expect(findCycles(loop)).toEqual([
      ['a', 'b', 'c', 'a'],
      ['self', 'self'],
    ])
  })

  it('never lead from lib to app or components', () => {
    const upward = [...graph].flatMap(([file, imported]) =>
      file.startsWith('lib/')
        ? imported
            .filter((target) => /^(app|components)\//.test(target))
            .map((target) => `${file} -> ${target}`)
        : [],
    )
    expect(upward).toEqual([])
  })
})
