import { readSource, sourceFiles } from '../support/source-files'

const FOLDERS = [
  'app',
  'components',
  'lib',
  'prisma',
  'scripts',
  'tests',
  'tools',
  'docs',
  'ml/training',
  'ml/tests',
  '.ci',
]
const ROOT_FILES = [
  'README.md',
  'package.json',
  'next.config.ts',
  'middleware.ts',
  'instrumentation.ts',
  'tsconfig.json',
]
const CODE = ['.ts', '.tsx', '.mjs', '.py']
const TEXT = [...CODE, '.md', '.json', '.css', '.sql', '.prisma', '/run']

const code = sourceFiles(FOLDERS, CODE)

describe('source files', () => {
  it('stay below the length limit', () => {
    const long = code
      .map((file) => ({ file, lines: readSource(file).split('\n').length }))
      .filter(({ lines }) => lines > 400)
    expect(code.length).toBeGreaterThan(100)
    expect(long).toEqual([])
  })

  it('read the environment in one file', () => {
    const serving = sourceFiles(['app', 'components', 'lib', 'middleware.ts'], ['.ts', '.tsx'])
    const readers = serving.filter((file) => /\bprocess\.env\b/.test(withoutComments(readSource(file))))
    expect(readers).toEqual(['lib/platform/env.ts'])
  })

  it('contain no absolute path of a machine', () => {
    const places = /(^|[\s'"`(=:])\/(work|tmp|root|home|Users)\/\w/m
    const found = sourceFiles([...FOLDERS, ...ROOT_FILES], TEXT).filter((file) =>
      places.test(readSource(file)),
    )
    expect(found).toEqual([])
  })
})

const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '')
