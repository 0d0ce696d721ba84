import { type Refusal, refusalOf } from './send-json'

export type Downloaded = { ok: true; headers: Headers } | { ok: false; refusal: Refusal }

/** Fetches a file and hands it to the browser to keep, under the name that the answer gives it. */
export async function downloadFile(path: string): Promise<Downloaded> {
  try {
    const response = await fetch(path)
    if (!response.ok) return { ok: false, refusal: refusalOf(await response.json().catch(() => null)) }
    const address = URL.createObjectURL(await response.blob())
    const link = document.createElement('a')
    link.href = address
    link.download = nameIn(response.headers.get('content-disposition')) ?? 'export'
    link.click()
    URL.revokeObjectURL(address)
    return { ok: true, headers: response.headers }
  } catch {
    return {
      ok: false,
      refusal: { code: 'unreachable', message: 'The server did not answer in full. Try again.' },
    }
  }
}

/** `attachment; filename="a.csv"` -> 'a.csv' */
const nameIn = (disposition: string | null): string | undefined =>
  /filename="([^"]+)"/.exec(disposition ?? '')?.[1]
