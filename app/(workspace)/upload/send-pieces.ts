import { type ApiProblem, callApi } from '@/components/http/api-client'
import type { UploadFile } from '@/lib/scoring/uploads/schema'

interface Sending {
  file: Blob
  upload: UploadFile
  signal: AbortSignal
  /** Hears how many pieces have arrived. */
  onArrived: (pieces: number) => void
}

/** Sends the pieces that have not arrived. Returns what stopped it; null where all have arrived. */
export async function sendPieces({ file, upload, signal, onArrived }: Sending): Promise<ApiProblem | null> {
  if (upload.pieces === null) return ANOTHER_FILE
  const { bytes, count } = upload.pieces
  const pieceOf = async (number: number) => {
    const piece = await file.slice(number * bytes, (number + 1) * bytes).arrayBuffer()
    return { piece, sha256: hexOf(await crypto.subtle.digest('SHA-256', piece)) }
  }
  try {
    for (const [number, known] of upload.piece_sha256.entries()) {
      if (signal.aborted) return STOPPED
      if ((await pieceOf(number)).sha256 !== known) return ANOTHER_FILE
    }
    for (let number = upload.piece_sha256.length; number < count; number++) {
      const { piece, sha256 } = await pieceOf(number)
      if (signal.aborted) return STOPPED
      const sent = await callApi('PUT /api/upload/files/{id}/pieces/{number}', {
        params: { id: upload.id, number },
        query: { sha256 },
        body: new Blob([piece], { type: 'application/octet-stream' }),
        signal,
      })
      if (!sent.ok) return signal.aborted ? STOPPED : sent.problem
      onArrived(number + 1)
    }
    return null
  } catch {
    return UNREADABLE
  }
}

const hexOf = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')

const STOPPED: ApiProblem = { code: 'stopped', message: 'You stopped it.' }
const ANOTHER_FILE: ApiProblem = {
  code: 'conflict',
  message: 'This is another file than the one whose beginning has arrived. Send it anew.',
}
const UNREADABLE: ApiProblem = {
  code: 'unreadable',
  message: 'The file cannot be read: it was changed or removed, or this page has no secure connection.',
}
