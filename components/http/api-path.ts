import type { ApiArguments, ApiCall } from './api-types'

type Values = Readonly<Record<string, unknown>>

/** The URL of an operation, for links and event streams. */
export function apiHref<C extends ApiCall>(call: C, ...[request]: ApiArguments<C>): string {
  return fillPath(call.slice(call.indexOf(' ') + 1), { ...request?.params }, { ...request?.query })
}

/** Fills `/api/cases/{id}` and adds the query, each value percent-encoded; what is undefined is left out of the query. */
export function fillPath(template: string, params: Values, query: Values): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (params[name] === undefined) throw new Error(`${template} needs ${name}`)
    return encodeURIComponent(String(params[name]))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return search.size > 0 ? `${path}?${search}` : path
}
