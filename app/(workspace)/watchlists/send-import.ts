import { type Fetched, refusalOf } from '@/components/http/send-json'
import type { ImportResponse } from '@/lib/desk/watchlists/schema'

/** Sends a CSV to the lists; a dry run changes nothing and answers the same. */
export async function sendImport(file: Blob, dryRun: boolean): Promise<Fetched<ImportResponse>> {
  try {
    const response = await fetch(`/api/watchlists/import?dry_run=${dryRun}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: file,
    })
    const body: unknown = await response.json().catch(() => null)
    return response.ok ? { ok: true, body: body as ImportResponse } : { ok: false, refusal: refusalOf(body) }
  } catch {
    return {
      ok: false,
      refusal: { code: 'unreachable', message: 'The server did not answer. Nothing was changed.' },
    }
  }
}
