'use client'

import { useRouter } from 'next/navigation'
import { type ChangeEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { rowsInWords } from '@/components/upload/upload-words'
import type { LabelsResult } from '@/lib/scoring/uploads/schema'
import { RejectsLink } from './rejects-link'
import { RowErrors } from './row-errors'

/** What became known of transactions, such as chargebacks, from a file. */
export function LabelsUpload() {
  const router = useRouter()
  const [result, setResult] = useState<LabelsResult | null>(null)
  const [problem, setProblem] = useState<string | undefined>()
  const [pending, startTransition] = useTransition()
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget
    const [file] = input.files ?? []
    if (!file) return
    startTransition(async () => {
      const body = new FormData()
      body.set('file', file)
      const sent = await callApi('POST /api/upload/labels', { body })
      input.value = ''
      setProblem(sent.ok ? undefined : sent.problem.message)
      setResult(sent.ok ? sent.body : null)
      router.refresh()
    })
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>Labels by file</CardTitle>
        <CardNote>
          A CSV with the columns external_id, label (fraud or genuine; 1 or 0) and, if known, known_at. Each
          row is recorded at once.
        </CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-4" aria-busy={pending}>
        <Field label="Choose a file of labels" error={problem}>
          {(wiring) => (
            <Input
              {...wiring}
              type="file"
              accept=".csv,.txt,.tsv,text/csv"
              className="py-1.5"
              disabled={pending}
              onChange={choose}
            />
          )}
        </Field>
        {result ? (
          <>
            <p role="status" className="text-sm">
              Of {rowsInWords(result.uploaded)}: {result.fraud} fraud and {result.genuine} genuine recorded,{' '}
              {result.duplicates} known already, {result.rejected} rejected.
            </p>
            <RowErrors errors={result.errors} />
            {result.rejected > 0 ? <RejectsLink upload={result.upload_id} /> : null}
          </>
        ) : null}
      </CardBody>
    </Card>
  )
}
