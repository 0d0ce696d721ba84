'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { type ApiProblem, callApi } from '@/components/http/api-client'
import {
  type Answers,
  type CheckResult,
  MAX_FILE_BYTES,
  type UploadAudit,
  type UploadResult,
} from '@/lib/scoring/uploads/schema'
import { beginningOf } from '../beginning-of-file'
import { unsendable } from '@/components/upload/upload-words'
import { useLargeUpload } from './use-large-upload'

/** How a file is read; of a large file, its beginning only. */
export interface CheckedFile {
  file: File
  check: CheckResult
  isLarge: boolean
}

export type Step =
  | { name: 'choose' }
  | { name: 'found'; file: File; upload: UploadAudit }
  | { name: 'checking'; file: File; before: CheckedFile | null }
  | ({ name: 'checked' } & CheckedFile)
  | { name: 'scoring'; file: File; rows: number; sha256: string }
  | { name: 'sending'; file: File }
  | { name: 'done'; file: File; result: UploadResult }

/** How to read the file, from a mapping file or a saved mapping. */
export interface ChosenMapping {
  name: string
  text: string
}

/**
 * A file on its way from the user's disk to scored rows.
 * @param unfinished large files of the user whose pieces have not all arrived
 */
export function useUpload(unfinished: readonly UploadAudit[]) {
  const router = useRouter()
  const [step, setStep] = useState<Step>({ name: 'choose' })
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [answers, setAnswers] = useState<Answers>({})
  const [mapping, setMapping] = useState<ChosenMapping | null>(null)
  // The response of an earlier file or answer no longer counts.
  const latest = useRef(0)
  const large = useLargeUpload({
    onProblem: setProblem,
    onEnd: () => setStep({ name: 'choose' }),
  })

  const check = async (file: File, given: Answers, map: ChosenMapping | null, before: CheckedFile | null) => {
    const turn = ++latest.current
    setProblem(null)
    setAnswers(given)
    setMapping(map)
    setStep({ name: 'checking', file, before })
    const texts: Record<string, string> =
      map === null ? { answers: JSON.stringify(given) } : { mapping: map.text }
    const send = async (part: File) => callApi('POST /api/upload/check', { body: formOf(part, texts) })
    let isLarge = before?.isLarge ?? file.size > MAX_FILE_BYTES
    let sent = await send(isLarge ? await beginningOf(file) : file)
    if (!isLarge && !sent.ok && sent.problem.code === 'too-large') {
      isLarge = true
      sent = await send(await beginningOf(file))
    }
    if (turn !== latest.current) return
    if (sent.ok) return setStep({ name: 'checked', file, check: sent.body, isLarge })
    setProblem(sent.problem)
    setStep(before === null ? { name: 'choose' } : { name: 'checked', ...before })
  }
  const choose = (file: File) => {
    const reason = unsendable(file)
    latest.current += 1
    if (reason !== null) {
      setStep({ name: 'choose' })
      return setProblem({ code: 'too-large', message: reason })
    }
    setProblem(null)
    const upload = unfinished.find(
      ({ filename, file_size_bytes: bytes }) =>
        filename === file.name.normalize('NFC') && bytes === file.size,
    )
    if (upload) return setStep({ name: 'found', file, upload })
    void check(file, {}, null, null)
  }
  const score = async (checked: CheckedFile) => {
    const { file, check: found, isLarge } = checked
    setProblem(null)
    if (isLarge) {
      setStep({ name: 'sending', file })
      if (!(await large.begin(file, found))) setStep({ name: 'checked', ...checked })
      return
    }
    setStep({ name: 'scoring', file, rows: found.counts?.uploaded ?? 0, sha256: found.file.sha256 })
    const texts = { mapping: JSON.stringify(found.mapping) }
    const sent = await callApi('POST /api/upload/transactions', { body: formOf(file, texts) })
    router.refresh()
    if (sent.ok) return setStep({ name: 'done', file, result: sent.body })
    setProblem(sent.problem)
    setStep({ name: 'checked', ...checked })
  }
  const sendRest = (file: File, upload: Pick<UploadAudit, 'id'>) => {
    setProblem(null)
    setStep({ name: 'sending', file })
    void large.goOn(file, upload.id)
  }
  const reset = () => {
    latest.current += 1
    setProblem(null)
    setStep({ name: 'choose' })
  }
  return { step, problem, answers, mapping, large, check, choose, score, sendRest, reset }
}

export type Upload = ReturnType<typeof useUpload>

/** The file comes last, so that a reader knows how to read it. */
function formOf(file: File, texts: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, text] of Object.entries(texts)) form.set(name, text)
  form.set('file', file)
  return form
}
