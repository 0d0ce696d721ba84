import type { callOperation } from './call-operation'

/** A CSV with the columns of the first row. */
export function csvOf(rows: readonly Record<string, unknown>[], newline = '\n'): string {
  const columns = Object.keys(rows[0] ?? {})
  const quoted = (value: unknown) => {
    const text = value === undefined ? '' : String(value as string | number)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))]
  return lines.map((cells) => cells.map(quoted).join(',')).join(newline) + newline
}

/** A file and texts as a browser sends them. */
export async function multipart(
  file: string | Uint8Array<ArrayBuffer>,
  texts: Record<string, string> = {},
  name = 'payments.csv',
): Promise<Pick<Parameters<typeof callOperation>[1], 'text' | 'headers'>> {
  const form = new FormData()
  for (const [key, value] of Object.entries(texts)) form.set(key, value)
  form.set('file', new File([file], name, { type: 'text/csv' }))
  const body = new Response(form)
  return {
    text: new Uint8Array(await body.arrayBuffer()),
    headers: { 'content-type': body.headers.get('content-type')! },
  }
}

/** A mapping of PaySim's columns, as the API takes it. */
export const uploadMapping = {
  columns: {
    occurredAt: { column: 'step', format: 'hours', epoch: '2026-01-05T00:00:00Z' },
    type: { column: 'type' },
    amount: { column: 'amount' },
    senderAccount: { column: 'nameOrig' },
  },
}
