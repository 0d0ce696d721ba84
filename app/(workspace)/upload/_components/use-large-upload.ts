'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { type ApiProblem, callApi } from '@/components/http/api-client'
import { toast } from '@/components/ui/toast'
import type { CheckResult, UploadFile } from '@/lib/scoring/uploads/schema'
import { sendPieces } from '../send-pieces'

/** A large file on its way: how many of its pieces have arrived, and whether something stopped it. */
export interface SendingState {
  id: string
  arrived: number
  of: number
  stopped: boolean
}

interface LargeUploadHearers {
  onProblem: (problem: ApiProblem | null) => void
  /** The file has arrived, or was cancelled. */
  onEnd: () => void
}

/** Sends a large file in pieces and has it scored. Its job goes on without the page. */
export function useLargeUpload({ onProblem, onEnd }: LargeUploadHearers) {
  const router = useRouter()
  const [sending, setSending] = useState<SendingState | null>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])

  const end = (word: string) => {
    toast.success(word)
    setSending(null)
    router.refresh()
    onEnd()
  }
  const send = async (file: File, upload: UploadFile) => {
    const { id, pieces } = upload
    const of = pieces?.count ?? 0
    const controller = new AbortController()
    stop.current = controller
    onProblem(null)
    setSending({ id, arrived: pieces?.received ?? 0, of, stopped: false })
    const onArrived = (arrived: number) => setSending({ id, arrived, of, stopped: false })
    let problem = await sendPieces({ file, upload, signal: controller.signal, onArrived })
    if (problem === null) {
      const started = await callApi('POST /api/upload/files/{id}/start', { params: { id } })
      if (started.ok) return end('The file has arrived. Its rows are scored in the background.')
      problem = started.problem
    }
    onProblem(problem)
    setSending((now) => now && { ...now, stopped: true })
  }
  /** Returns false where the file was not accepted. */
  const begin = async (file: File, check: CheckResult): Promise<boolean> => {
    setSending(null)
    const opened = await callApi('POST /api/upload/files', {
      body: { filename: file.name, file_size_bytes: file.size, mapping: check.mapping ?? {} },
    })
    router.refresh()
    if (opened.ok) await send(file, opened.body)
    else onProblem(opened.problem)
    return opened.ok
  }
  const goOn = async (file: File, id: string) => {
    const read = await callApi('GET /api/upload/files/{id}', { params: { id } })
    if (read.ok) return await send(file, read.body)
    onProblem(read.problem)
    setSending({ id, arrived: 0, of: 0, stopped: true })
  }
  const halt = () => stop.current?.abort()
  const cancel = async () => {
    halt()
    if (sending === null) return
    const cancelled = await callApi('POST /api/upload/files/{id}/cancel', { params: { id: sending.id } })
    if (!cancelled.ok) return onProblem(cancelled.problem)
    onProblem(null)
    end('The upload is cancelled.')
  }
  return { sending, begin, goOn, halt, cancel }
}
