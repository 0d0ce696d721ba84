import type { z } from 'zod'
import { MAX_TRAIL_LENGTH, nextPlace, type Place, previousPlace } from './cursor-trail'

/** The state of a list page lives in its URL, so that every view of it can be linked, reloaded, saved and gone back to. */
type Fields = Readonly<Record<string, z.ZodType<string | undefined>>>
type FilterOf<F extends Fields> = { [K in keyof F]: z.output<F[K]> }
type Texts<Filter> = Partial<Record<keyof Filter & string, string>>

export type SearchParams = Record<string, string | string[] | undefined>
/** The props of a list page. */
export interface ListPageProps {
  searchParams: Promise<SearchParams>
}

export interface ListView<Filter> extends Place {
  filter: Filter
}

export interface ListUrl<Filter> {
  path: string
  /** An unknown value is a mistyped link: the default view helps more than an error. */
  parse: (params: SearchParams) => ListView<Filter>
  /** The values that differ from the defaults, as the URL writes them. */
  given: (filter: Partial<Filter>) => Texts<Filter>
  /** Of these, the values that narrow the list. */
  narrowing: (filter: Partial<Filter>) => Texts<Filter>
  /** Without a place, the first page. */
  href: (filter: Partial<Filter>, place?: Place) => string
  /** The same list without any filter. */
  clearedHref: (filter: Filter) => string
  withoutHref: (filter: Filter, name: keyof Filter) => string
  /** The page that is open. */
  currentHref: (view: ListView<Filter>) => string
  nextHref: (view: ListView<Filter>, nextCursor: string | null) => string | null
  previousHref: (view: ListView<Filter>) => string | null
}

interface ListUrlOptions<F extends Fields> {
  path: string
  /** One schema per key; it accepts undefined, which gives the default. */
  fields: F
  /** Keys that choose a list or its order and do not narrow it. */
  neutral?: readonly (keyof F & string)[]
  /** Maps former keys, which links and saved views may still hold. */
  presentNames?: (params: SearchParams) => SearchParams
  cursor?: z.ZodType<string>
  /** Drops values that mean nothing without another one. */
  complete?: <T extends Partial<FilterOf<F>>>(filter: T) => T
}

const MAX_CURSOR = 512

export function listUrl<const F extends Fields>(options: ListUrlOptions<F>): ListUrl<FilterOf<F>> {
  type Filter = FilterOf<F>
  const { path, fields, neutral = [], presentNames, complete = (filter) => filter } = options
  const names = Object.keys(fields) as (keyof F & string)[]
  const read = (name: keyof F & string, value: unknown) => {
    const parsed = fields[name]?.safeParse(value)
    return parsed?.success ? parsed.data : fields[name]?.parse(undefined)
  }
  const filterFrom = (valueOf: (name: string) => unknown): Filter =>
    Object.fromEntries(names.map((name) => [name, read(name, valueOf(name))])) as Filter
  const defaults = filterFrom(() => undefined)

  const textsOf = (filter: Partial<Filter>, wanted: readonly (keyof F & string)[]): Texts<Filter> => {
    const whole = complete(filter)
    const set = wanted.filter((name) => whole[name] && whole[name] !== defaults[name])
    return Object.fromEntries(set.map((name) => [name, whole[name]])) as Texts<Filter>
  }
  const given = (filter: Partial<Filter>) => textsOf(filter, names)
  const href = (filter: Partial<Filter>, { cursor, prev }: Place = {}): string => {
    const query = new URLSearchParams(given(filter) as Record<string, string>)
    if (cursor) query.set('cursor', cursor)
    if (prev) query.set('prev', prev)
    return query.size > 0 ? `${path}?${query}` : path
  }
  return {
    path,
    parse(params) {
      const known = presentNames?.(params) ?? params
      return {
        filter: complete(filterFrom((name) => known[name])),
        cursor: cursorOf(known.cursor, options.cursor),
        prev: textWithin(known.prev, MAX_TRAIL_LENGTH),
      }
    },
    given,
    narrowing: (filter) =>
      textsOf(
        filter,
        names.filter((name) => !neutral.includes(name)),
      ),
    href,
    clearedHref: (filter) => href(textsOf(filter, neutral) as Partial<Filter>),
    withoutHref: (filter, name) => href({ ...filter, [name]: undefined }),
    currentHref: (view) => href(view.filter, view),
    nextHref: (view, nextCursor) => (nextCursor ? href(view.filter, nextPlace(view, nextCursor)) : null),
    previousHref(view) {
      const place = previousPlace(view)
      return place && href(view.filter, place)
    },
  }
}

const textWithin = (value: unknown, max: number): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= max ? value : undefined

function cursorOf(value: unknown, schema: z.ZodType<string> | undefined): string | undefined {
  const text = textWithin(value, MAX_CURSOR)
  return text !== undefined && schema?.safeParse(text).success === false ? undefined : text
}
