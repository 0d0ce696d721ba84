import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { readSource, ROOT } from './source-files'

/** File -> the repository's files that it imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

const STATEMENT = /^\s*(?:import|export)\s+(type\b)?(?:([^'"]*?)\s+from\s+)?['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
const CANDIDATES = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']

/** Type-only imports count only with `types`, because they do not exist at run time. */
export function importGraph(files: readonly string[], { types = false } = {}): ImportGraph {
  return new Map(files.map((file) => [file, importsOf(file, types)]))
}

/** The import cycles, each as the list of its files; a file that imports itself counts. */
export function findCycles(graph: ImportGraph): string[][] {
  const cycles: string[][] = []
  const finished = new Set<string>()
  const trail: string[] = []

  function visit(file: string): void {
    const start = trail.indexOf(file)
    if (start >= 0) {
      cycles.push([...trail.slice(start), file])
      return
    }
    if (finished.has(file)) return
    trail.push(file)
    for (const next of graph.get(file) ?? []) visit(next)
    trail.pop()
    finished.add(file)
  }

  for (const file of graph.keys()) visit(file)
  return cycles
}

function importsOf(file: string, types: boolean): string[] {
  const source = readSource(file)
  const specifiers = [
    ...[...source.matchAll(STATEMENT)]
      .filter(([, type, names]) => types || !(type || isTypesOnly(names)))
      .map(([, , , specifier]) => specifier),
    ...[...source.matchAll(DYNAMIC)].map(([, specifier]) => specifier),
  ]
  return [...new Set(specifiers.flatMap((specifier) => resolve(file, specifier ?? '') ?? []))]
}

function isTypesOnly(names: string | undefined): boolean {
  const braces = names?.match(/^\{([\s\S]*)\}$/)?.[1]
  if (braces === undefined) return false
  const parts = braces.split(',').filter((part) => part.trim() !== '')
  return parts.length > 0 && parts.every((part) => part.trim().startsWith('type '))
}

function resolve(from: string, specifier: string): string | null {
  const isOurs = specifier.startsWith('@/') || specifier.startsWith('.')
  if (!isOurs) return null
  const base = specifier.startsWith('@/')
    ? specifier.slice(2)
    : path.posix.join(path.posix.dirname(from), specifier)
  const found = CANDIDATES.map((ending) => base + ending).find((file) => isFile(path.join(ROOT, file)))
  return found ?? null
}

const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile()
