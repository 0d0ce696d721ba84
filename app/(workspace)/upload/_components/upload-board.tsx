'use client'

import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { SavedMapping, UploadAudit } from '@/lib/scoring/uploads/schema'
import { FileCheck } from './file-check'
import { FileDrop } from './file-drop'
import { FoundUpload } from './found-upload'
import { ScoringProgress } from './scoring-progress'
import { SendingProgress } from './sending-progress'
import { UploadOutcome } from './upload-outcome'
import { useUpload } from './use-upload'

const TITLES = {
  choose: 'Score a file of transactions',
  checking: 'Reading the file',
  checked: 'How the file is read',
  found: 'A part of this file has arrived',
  scoring: 'Scoring the rows',
  sending: 'Sending the file',
  done: 'What became of the rows',
} as const

interface UploadBoardProps {
  saved: readonly SavedMapping[]
  unfinished: readonly UploadAudit[]
  timeZone: string
}

/** One file: choose it, see how it is read, answer what is in doubt, score it, see the result. */
export function UploadBoard({ saved, unfinished, timeZone }: UploadBoardProps) {
  const upload = useUpload(unfinished)
  const { step, problem } = upload
  return (
    <Card>
      <CardHeader>
        <CardTitle>{TITLES[step.name]}</CardTitle>
        {step.name === 'choose' ? null : (
          <p className="text-muted-foreground figure max-w-full truncate text-[13px]">{step.file.name}</p>
        )}
      </CardHeader>
      <CardBody
        className="flex flex-col gap-4"
        aria-busy={['checking', 'scoring', 'sending'].includes(step.name)}
      >
        {problem ? (
          <p role="alert" className="border-risk-high/50 text-risk-high rounded-md border px-3 py-2 text-sm">
            {problem.message}
          </p>
        ) : null}
        {step.name === 'choose' ? <FileDrop onChoose={upload.choose} /> : null}
        {step.name === 'checking' && step.before === null ? (
          <p role="status" className="text-muted-foreground text-sm">
            Finding out how it is written…
          </p>
        ) : null}
        {step.name === 'checked' || (step.name === 'checking' && step.before !== null) ? (
          <FileCheck
            upload={upload}
            checked={step.name === 'checked' ? step : step.before!}
            pending={step.name === 'checking'}
            saved={saved}
            timeZone={timeZone}
          />
        ) : null}
        {step.name === 'found' ? <FoundUpload upload={upload} file={step.file} found={step.upload} /> : null}
        {step.name === 'sending' ? <SendingProgress upload={upload} file={step.file} /> : null}
        {step.name === 'scoring' ? <ScoringProgress rows={step.rows} sha256={step.sha256} /> : null}
        {step.name === 'done' ? <UploadOutcome result={step.result} onAgain={upload.reset} /> : null}
      </CardBody>
    </Card>
  )
}
