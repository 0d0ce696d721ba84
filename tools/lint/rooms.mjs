import { importRule, resolve } from './imports.mjs'

/** The rooms of lib in import order: a room imports itself and the rooms before it, types included. */
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
/** Their files stand in the room itself and may all be imported; each of the others holds one folder per noun. */
const FLAT_ROOMS = ['platform', 'contract', 'http', 'process']

/** The typed client derives its calls from the operations (docs/adr/0015). */
const CLIENT_TYPES = { from: 'components/http/api-types', to: 'app/api/operations' }

export const rooms = importRule((file, specifier, isTypeOnly) => {
  const from = file.replace(/\.tsx?$/, '')
  const to = resolve(file, specifier)
  if (to === null || to === 'package.json') return null
  if (isTypeOnly && from === CLIENT_TYPES.from && to === CLIENT_TYPES.to) return null
  const source = placeOf(from)
  const target = placeOf(to)
  if (source.layer === target.layer && source.noun === target.noun) return null
  const files = importableFiles(source.layer, target.layer)
  if (files.length === 0) return `${source.layer} may not import ${target.layer} (lib/README.md).`
  if (FLAT_ROOMS.includes(target.layer) || !ROOMS.includes(target.layer) || files.includes(target.file))
    return null
  const named = files.map((name) => `${name}.ts`).join(' or ')
  return `${source.layer} imports ${named} of ${target.layer}/${target.noun}, not its "${target.file}" (lib/README.md).`
})

/** app, components, another folder, or a room of lib with its noun and the file in the noun's folder. */
function placeOf(path) {
  const [folder, room, noun, ...rest] = path.split('/')
  if (folder !== 'lib') return { layer: folder }
  if (FLAT_ROOMS.includes(room)) return { layer: room }
  return { layer: room, noun, file: rest.join('/') || 'index' }
}

/** Which files of a noun of the target layer the source layer may import; none where it may not import the layer. */
function importableFiles(source, target) {
  if (target === 'components') return source === 'app' ? ['index'] : []
  if (!ROOMS.includes(target)) return []
  if (source === 'app') return ['index', 'schema', 'api']
  // What runs in a browser: schemas, and the engine, which is pure.
  if (source === 'components') return target === 'engine' ? ['index', 'schema'] : ['schema']
  return ROOMS.indexOf(target) <= ROOMS.indexOf(source) ? ['index', 'schema'] : []
}
