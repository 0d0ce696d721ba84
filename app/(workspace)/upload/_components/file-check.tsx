'use client'

import { Button } from '@/components/ui/button'
import type { SavedMapping } from '@/lib/scoring/uploads/schema'
import { formatBytes, rowsInWords } from '@/components/upload/upload-words'
import { formatExact } from '@/components/fraud/format-time'
import { withField } from '../prepare-answers'
import { ColumnsTable } from './columns-table'
import { FirstRows } from './first-rows'
import { MappingChoice } from './mapping-choice'
import { QuestionsForm } from './questions-form'
import { RowErrors } from './row-errors'
import type { CheckedFile, Upload } from './use-upload'

interface FileCheckProps {
  upload: Upload
  checked: CheckedFile
  pending: boolean
  saved: readonly SavedMapping[]
  timeZone: string
}

/** How a file would be read: what was found out, what is asked, the first rows, and what an upload would do. */
export function FileCheck({ upload, checked, pending, saved, timeZone }: FileCheckProps) {
  const { file, check, isLarge } = checked
  const { answers, mapping } = upload
  const { counts, questions, file: sent } = check
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-3 lg:grid-cols-5">
        <Fact name="Size" value={formatBytes(file.size)} />
        {check.facts.map(({ name, value, why }) => (
          <Fact key={name} name={name} value={value} why={why} />
        ))}
      </dl>
      {sent.duplicate_of ? (
        <p className="text-muted-foreground text-sm">
          The same file was uploaded on {formatExact(sent.duplicate_of.created_at, timeZone)}: its rows are
          known.
        </p>
      ) : null}
      {questions.length > 0 ? (
        <QuestionsForm
          // Other questions are another form.
          key={JSON.stringify(questions)}
          questions={questions}
          columns={check.columns}
          answers={answers}
          pending={pending}
          onAnswer={(given) => void upload.check(file, given, null, checked)}
        />
      ) : null}
      <ColumnsTable
        columns={check.columns}
        fixed={mapping !== null || pending}
        onField={(column, field) =>
          void upload.check(file, withField(answers, check.columns, column, field), null, checked)
        }
      />
      <MappingChoice
        // Chosen before the columns are known, it belongs to another header.
        key={check.file.sha256}
        mapping={mapping}
        check={check}
        saved={saved}
        fileName={file.name}
        onChoose={(map) => void upload.check(file, map === null ? {} : answers, map, checked)}
      />
      <FirstRows rows={check.first_rows} />
      {counts ? (
        <p className="text-sm" role="status">
          Of {isLarge ? 'the first ' : ''}
          {rowsInWords(counts.uploaded)}, <Figure count={counts.scored} tone="text-good" /> would be scored,{' '}
          <Figure count={counts.duplicates} /> {counts.duplicates === 1 ? 'is' : 'are'} known,{' '}
          <Figure count={counts.rejected} tone={counts.rejected > 0 ? 'text-risk-high' : undefined} />{' '}
          {counts.rejected === 1 ? 'is' : 'are'} rejected.
        </p>
      ) : null}
      <RowErrors errors={check.errors} />
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={pending || counts === null || counts.uploaded === counts.rejected}
          onClick={() => void upload.score(checked)}
        >
          {pending ? 'Reading…' : scoreWords(checked)}
        </Button>
        <Button variant="outline" onClick={upload.reset}>
          Choose another file
        </Button>
      </div>
    </>
  )
}

function scoreWords({ file, check: { counts }, isLarge }: CheckedFile): string {
  if (counts === null) return 'Answer first'
  return isLarge ? `Send ${formatBytes(file.size)} and score` : `Score ${rowsInWords(counts.scored)}`
}

function Fact({ name, value, why }: { name: string; value: string; why?: string }) {
  return (
    <div>
      <dt className="eyebrow">{name}</dt>
      <dd>{value}</dd>
      {why ? <dd className="text-muted-foreground text-[13px]">{why}</dd> : null}
    </div>
  )
}

const Figure = ({ count, tone = '' }: { count: number; tone?: string }) => (
  <span className={`figure ${tone}`}>{count.toLocaleString('en-US')}</span>
)
