import { setTimeout as sleep } from 'node:timers/promises'

export interface Heard {
  id: string | null
  event: string
  data: unknown
}

/** Reads a stream of server-sent events into a list that grows. */
export function readEvents(stream: ReadableStream<Uint8Array>) {
  const heard: Heard[] = []
  const reader = stream.getReader()
  let ended = false
  const reading = (async () => {
    let rest = ''
    const decoder = new TextDecoder()
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      heard.push(...blocks.map(parseBlock))
    }
    ended = true
  })()
  return {
    heard,
    /** The changes only: without the opening and the heartbeats. */
    changes: () =>
      heard.filter(({ data, event }) => data !== null && event === 'message').map(({ data }) => data),
    ended: () => ended,
    async close() {
      await reader.cancel()
      await reading
    },
  }
}

function parseBlock(block: string): Heard {
  const field = (name: string): string | null => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null
  const data = field('data')
  return {
    id: field('id'),
    event: field('event') ?? 'message',
    data: data === null ? null : JSON.parse(data),
  }
}

/** Waits until the condition holds; fails after a time limit. */
export async function eventually(holds: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 2_400; attempt++) {
    if (holds()) return
    await sleep(25)
  }
  throw new Error('it did not come about')
}
