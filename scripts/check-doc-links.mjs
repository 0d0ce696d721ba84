// Fails on dead references in the documents: Markdown links with their headings, paths in `code` that begin with one of our
// folders, and `npm run` commands that package.json does not have.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')
const FOLDERS = ['app', 'components', 'docs', 'lib', 'ml', 'prisma', 'public', 'scripts', 'tests', 'tools']
const LINK = /\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g
const CODE_PATH = new RegExp(`\`((?:${FOLDERS.join('|')})/[^\`\\s]*)\``, 'g')
/** Patterns and placeholders such as lib/<noun>/*.ts name no single file. */
const PLACEHOLDER = /[<>{}*…]|\.\.\./

const NPM_COMMAND = /`npm run ([\w:-]+)/g
const SCRIPTS = Object.keys(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).scripts)

const documents = ['README.md', 'CHANGELOG.md', ...['docs', 'lib', 'ml'].flatMap(markdownUnder)]
const dead = documents.flatMap(deadPathsOf)

for (const { file, line, target } of dead) console.error(`${file}:${line}: ${target} does not exist`)
console.log(`${documents.length} documents, ${dead.length} dead paths`)
process.exitCode = dead.length > 0 || documents.length === 0 ? 1 : 0

function deadPathsOf(file) {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  const prose = text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ' '))
  const found = [...linksIn(prose, file), ...codePathsIn(prose), ...commandsIn(prose)]
  return found.map((dead) => ({ file, ...dead }))
}

function* linksIn(text, file) {
  for (const match of text.matchAll(LINK)) {
    const [target, fragment] = match[1].split('#')
    if (/^[a-z]+:/i.test(target)) continue
    const linked = target === '' ? file : path.join(path.dirname(file), decodeURIComponent(target))
    if (!isThere(linked)) yield at(text, match, target)
    else if (fragment && !headingsOf(linked).has(fragment)) yield at(text, match, `${target}#${fragment}`)
  }
}

function* commandsIn(text) {
  for (const match of text.matchAll(NPM_COMMAND)) {
    if (!SCRIPTS.includes(match[1])) yield at(text, match, `npm run ${match[1]}`)
  }
}

function* codePathsIn(text) {
  for (const match of text.matchAll(CODE_PATH)) {
    const target = match[1].replace(/(:\d+)?$/, '')
    if (!PLACEHOLDER.test(target) && !isThere(target)) yield at(text, match, target)
  }
}

/** The anchors that GitHub gives to the headings of a document. */
function headingsOf(file) {
  const text = readFileSync(path.join(ROOT, file), 'utf8').replace(/^```[\s\S]*?^```/gm, '')
  const titles = [...text.matchAll(/^#+\s+(.+)$/gm)].map(([, title]) => title.toLowerCase())
  return new Set(
    titles.map((title) =>
      title
        .replace(/[^\p{L}\p{N}\s-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  )
}

function at(text, match, target) {
  return { line: text.slice(0, match.index).split('\n').length, target }
}

/** Absolute paths in documents are routes of the app, not files. */
function isThere(target) {
  return target.startsWith('/') || existsSync(path.join(ROOT, target))
}

function markdownUnder(folder) {
  if (!existsSync(path.join(ROOT, folder))) return []
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const child = path.join(folder, entry.name)
    if (entry.isDirectory())
      return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : markdownUnder(child)
    return entry.name.endsWith('.md') ? [child] : []
  })
}
