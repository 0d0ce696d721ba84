'use client'

import { FileUp } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import { cn } from '@/components/class-names'
import { MAX_FILE_ROWS, MAX_LARGE_FILE_BYTES, MAX_LARGE_FILE_ROWS } from '@/lib/scoring/uploads/schema'
import { formatBytes, formatCount } from '@/components/upload/upload-words'

/** A place to drop a file, which is also its field for the keyboard. */
export function FileDrop({ onChoose }: { onChoose: (file: File) => void }) {
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onChoose(file)
  }
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'focus-within:outline-ring flex flex-col items-center gap-2 rounded-lg border border-dashed px-4 py-8 text-center focus-within:outline-2',
        over && 'border-primary bg-primary/8',
      )}
    >
      <FileUp aria-hidden className="text-muted-foreground size-6" />
      <label htmlFor={id} className="cursor-pointer text-sm">
        <span className="text-brand font-medium underline underline-offset-4">Choose a CSV file</span>
        <span className="max-sm:hidden"> or drop it here</span>
      </label>
      <input
        id={id}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
        aria-describedby={`${id}-limits`}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onChoose(file)
        }}
      />
      <p id={`${id}-limits`} className="text-muted-foreground max-w-prose text-[13px] text-pretty">
        UTF-8 with a header, at most {formatCount(MAX_LARGE_FILE_ROWS)} rows and{' '}
        {formatBytes(MAX_LARGE_FILE_BYTES)}; from {formatCount(MAX_FILE_ROWS)} rows on scored in the
        background. Columns named as in the API or as PaySim names them are recognised. Nothing is scored
        before you have seen how the file is read.{' '}
        <a className="underline underline-offset-4" href="/samples/transactions.csv" download>
          Sample file
        </a>
      </p>
    </div>
  )
}
