import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

export const ROOT = path.resolve(__dirname, '..', '..')

const NOT_OURS = new Set([
  'node_modules',
  '.next',
  '.sentinel',
  '.git',
  '.venv',
  'generated',
  'vendor',
  '__pycache__',
])

/**
 * The repository's files under the given folders or files, relative to the root, whose names end in one of the
 * extensions.
 */
export function sourceFiles(inputs: readonly string[], extensions: readonly string[]): string[] {
  return inputs
    .flatMap(filesUnder)
    .filter((file) => extensions.some((extension) => file.endsWith(extension)))
    .sort()
}

export const readSource = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

function filesUnder(input: string): string[] {
  const absolute = path.join(ROOT, input)
  if (!existsSync(absolute)) return []
  if (statSync(absolute).isFile()) return [input]
  return readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name))
    .flatMap((entry) => filesUnder(path.posix.join(input, entry.name)))
}
