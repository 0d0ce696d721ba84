import http from 'node:http'

/** A closed loop over keep-alive connections: each sends its next request after the response. Times in milliseconds. */
export interface LoadRequest {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

export interface LoadResult {
  samples: number[]
  seconds: number
  failures: number
}

interface Load {
  url: string
  connections: number
  seconds: number
  /** The number of first responses that do not count, while connections open and code is compiled. */
  warmup: number
  next(): LoadRequest
}

function send(agent: http.Agent, url: URL, request: LoadRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...request.headers,
      ...(request.body && { 'content-length': Buffer.byteLength(request.body) }),
    }
    const call = http.request(
      { agent, host: url.hostname, port: url.port, path: request.path, method: request.method, headers },
      (response) => {
        response.on('data', () => undefined)
        response.on('end', () => resolve(response.statusCode ?? 0))
        response.on('error', reject)
      },
    )
    call.on('error', reject)
    call.end(request.body)
  })
}

export async function runLoad(load: Load): Promise<LoadResult> {
  const url = new URL(load.url)
  const agent = new http.Agent({ keepAlive: true, maxSockets: load.connections })
  const samples: number[] = []
  let warming = load.warmup
  let failures = 0
  let startedAt = performance.now()
  const over = () => warming <= 0 && performance.now() - startedAt > load.seconds * 1000
  const connection = async () => {
    while (!over()) {
      const request = load.next()
      const sentAt = performance.now()
      const status = await send(agent, url, request)
      if (warming > 0) {
        warming -= 1
        startedAt = performance.now()
        continue
      }
      samples.push(performance.now() - sentAt)
      if (status < 200 || status > 299) failures += 1
    }
  }
  await Promise.all(Array.from({ length: load.connections }, connection))
  const seconds = (performance.now() - startedAt) / 1000
  agent.destroy()
  return { samples, seconds, failures }
}
