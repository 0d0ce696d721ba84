'use client'

import { useEffect, useState } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Select } from '@/components/ui/select'
import { fileLabel, type ReplayableFile } from '../../prepare-replay'

/** The newest ones; others are replayed through the API. */
const SHOWN = 100

interface UploadChoiceProps {
  value: string
  error: string | undefined
  onChange: (id: string) => void
}

/** The uploaded files whose transactions can be replayed. */
export function UploadChoice({ value, error, onChange }: UploadChoiceProps) {
  const [files, setFiles] = useState<ReplayableFile[] | null>(null)
  const [problem, setProblem] = useState<string | undefined>()
  useEffect(() => {
    let isShown = true
    void callApi('GET /api/upload/audits', { query: { limit: SHOWN, scored: 'true' } }).then((sent) => {
      if (!isShown) return
      if (sent.ok) setFiles(sent.body.items)
      else setProblem(sent.problem.message)
    })
    return () => {
      isShown = false
    }
  }, [])
  const isReading = files === null && problem === undefined
  return (
    <Field label="File" error={error ?? problem}>
      {(wiring) => (
        <Select
          {...wiring}
          value={value}
          disabled={files === null || files.length === 0}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{isReading ? 'Reading the uploads' : nothingChosen(files)}</option>
          {files?.map((file) => (
            <option key={file.id} value={file.id}>
              {fileLabel(file)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

const nothingChosen = (files: readonly ReplayableFile[] | null): string =>
  files?.length === 0 ? 'No upload has scored transactions yet' : 'Choose a file'
