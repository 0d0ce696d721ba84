'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { type ApiProblem, callApi } from '@/components/http/api-client'
import type { Answers, CheckResult, UploadResult } from '@/lib/scoring/uploads/schema'
import { unsendable } from '../upload-words'

export type Step =
  | { name: 'choose' }
  | { name: 'checking'; file: File; before: CheckResult | null }
  | { name: 'checked'; file: File; check: CheckResult }
  | { name: 'scoring'; file: File; rows: number; sha256: string }
  | { name: 'done'; file: File; result: UploadResult }

/** How to read the file, from a mapping file or a saved mapping. */
export interface ChosenMapping {
  name: string
  text: string
}

/** A file on its way from the user's disk to scored rows. */
export function useUpload() {
  const router = useRouter()
  const [step, setStep] = useState<Step>({ name: 'choose' })
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [answers, setAnswers] = useState<Answers>({})
  const [mapping, setMapping] = useState<ChosenMapping | null>(null)
  // The response of an earlier file or answer no longer counts.
  const latest = useRef(0)

  const check = async (file: File, given: Answers, map: ChosenMapping | null, before: CheckResult | null) => {
    const turn = ++latest.current
    setProblem(null)
    setAnswers(given)
    setMapping(map)
    setStep({ name: 'checking', file, before })
    const texts: Record<string, string> =
      map === null ? { answers: JSON.stringify(given) } : { mapping: map.text }
    const sent = await callApi('POST /api/upload/check', { body: formOf(file, texts) })
    if (turn !== latest.current) return
    if (sent.ok) return setStep({ name: 'checked', file, check: sent.body })
    setProblem(sent.problem)
    setStep(before === null ? { name: 'choose' } : { name: 'checked', file, check: before })
  }
  const choose = (file: File) => {
    const reason = unsendable(file)
    if (reason === null) return void check(file, {}, null, null)
    latest.current += 1
    setStep({ name: 'choose' })
    setProblem({ code: 'too-large', message: reason })
  }
  const score = async (file: File, checked: CheckResult) => {
    setProblem(null)
    setStep({ name: 'scoring', file, rows: checked.counts?.uploaded ?? 0, sha256: checked.file.sha256 })
    const texts = { mapping: JSON.stringify(checked.mapping) }
    const sent = await callApi('POST /api/upload/transactions', { body: formOf(file, texts) })
    router.refresh()
    if (sent.ok) return setStep({ name: 'done', file, result: sent.body })
    setProblem(sent.problem)
    setStep({ name: 'checked', file, check: checked })
  }
  const reset = () => {
    latest.current += 1
    setProblem(null)
    setStep({ name: 'choose' })
  }
  return { step, problem, answers, mapping, check, choose, score, reset }
}

export type Upload = ReturnType<typeof useUpload>

/** The file comes last, so that a reader knows how to read it. */
function formOf(file: File, texts: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, text] of Object.entries(texts)) form.set(name, text)
  form.set('file', file)
  return form
}
