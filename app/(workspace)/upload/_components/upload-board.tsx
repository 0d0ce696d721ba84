'use client'

import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { SavedMapping } from '@/lib/scoring/uploads/schema'
import { FileCheck } from './file-check'
import { FileDrop } from './file-drop'
import { ScoringProgress } from './scoring-progress'
import { UploadOutcome } from './upload-outcome'
import { useUpload } from './use-upload'

const TITLES = {
  choose: 'Score a file of transactions',
  checking: 'Reading the file',
  checked: 'How the file is read',
  scoring: 'Scoring the rows',
  done: 'What became of the rows',
} as const

interface UploadBoardProps {
  saved: readonly SavedMapping[]
  timeZone: string
}

/** One file: choose it, see how it is read, answer what is in doubt, score it, see the result. */
export function UploadBoard({ saved, timeZone }: UploadBoardProps) {
  const upload = useUpload()
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
        aria-busy={step.name === 'checking' || step.name === 'scoring'}
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
            file={step.file}
            check={step.name === 'checked' ? step.check : step.before!}
            pending={step.name === 'checking'}
            saved={saved}
            timeZone={timeZone}
          />
        ) : null}
        {step.name === 'scoring' ? <ScoringProgress rows={step.rows} sha256={step.sha256} /> : null}
        {step.name === 'done' ? <UploadOutcome result={step.result} onAgain={upload.reset} /> : null}
      </CardBody>
    </Card>
  )
}
