import path from 'node:path'
import type { Operation } from '@/lib/contract/operation'

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>

/** Calls the route file of an operation with the parameters of its path, as the server does after routing. */
export async function callOperation(
  operation: Operation,
  call: {
    params?: Record<string, string>
    headers?: Record<string, string>
    body?: unknown
    /** A body that is not JSON, with the content type of the operation. */
    text?: string | Uint8Array<ArrayBuffer>
    query?: string
  },
): Promise<Response> {
  const folder = operation.path.replaceAll('{', '[').replaceAll('}', ']')
  const route = (await import(path.resolve(__dirname, '..', '..', 'app', `.${folder}`, 'route'))) as Record<
    string,
    Handler
  >
  const handler = route[operation.method]
  if (!handler) throw new Error(`no route for ${operation.method} ${operation.path}`)
  const named = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
  const params = Object.fromEntries(named.map((name) => [name, call.params?.[name] ?? '']))
  const url = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const body = call.text ?? (call.body === undefined ? undefined : JSON.stringify(call.body))
  const headers = {
    ...(body && { 'content-type': operation.bodyMediaType ?? 'application/json' }),
    ...call.headers,
  }
  const request = new Request(`http://localhost:3000${url}${call.query ?? ''}`, {
    method: operation.method,
    headers,
    body,
  })
  return handler(request, { params: Promise.resolve(params) })
}
