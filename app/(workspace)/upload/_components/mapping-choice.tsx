'use client'

import { Field } from '@/components/cases/field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { CheckResult, SavedMapping } from '@/lib/scoring/uploads/schema'
import { fitsColumns } from '../prepare-answers'
import { SaveMapping } from './save-mapping'
import type { ChosenMapping } from './use-upload'

interface MappingChoiceProps {
  mapping: ChosenMapping | null
  check: CheckResult
  saved: readonly SavedMapping[]
  fileName: string
  onChoose: (mapping: ChosenMapping | null) => void
}

/** A saved mapping or a mapping file instead of what was found out; and what was found out, to be kept. */
export function MappingChoice({ mapping, check, saved, fileName, onChoose }: MappingChoiceProps) {
  const fitting = saved.filter(({ columns }) => fitsColumns(columns, check.columns))
  const use = ({ name, mapping: kept }: SavedMapping) => onChoose({ name, text: JSON.stringify(kept) })
  return (
    <>
      {mapping ? (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          Read by the mapping {mapping.name}.
          <Button variant="outline" size="sm" onClick={() => onChoose(null)}>
            Read without it
          </Button>
        </p>
      ) : (
        fitting.map((one) => (
          <p key={one.id} className="flex flex-wrap items-center gap-2 text-sm">
            The saved mapping {one.name} was made for these columns.
            <Button variant="outline" size="sm" onClick={() => use(one)}>
              Read by it
            </Button>
          </p>
        ))
      )}
      <details className="text-sm">
        <summary className="text-muted-foreground cursor-pointer text-[13px]">Mappings</summary>
        <div className="mt-3 grid gap-3 sm:grid-cols-2">
          {saved.length > 0 ? (
            <Field label="Read the columns by a saved mapping">
              {(wiring) => (
                <Select
                  {...wiring}
                  value=""
                  onChange={(event) => {
                    const chosen = saved.find(({ id }) => id === event.target.value)
                    if (chosen) use(chosen)
                  }}
                >
                  <option value="" disabled>
                    Choose
                  </option>
                  {saved.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
          <Field
            label="Read the columns by a mapping file"
            hint="JSON in the language of mapping files for training. It replaces your answers."
          >
            {(wiring) => (
              <Input
                {...wiring}
                type="file"
                accept=".json,application/json"
                className="py-1.5"
                onChange={(event) => {
                  const [file] = event.target.files ?? []
                  if (file) void file.text().then((text) => onChoose({ name: file.name, text }))
                }}
              />
            )}
          </Field>
          {check.mapping ? (
            <SaveMapping
              mapping={check.mapping}
              columns={check.columns.map(({ name }) => name)}
              fileName={fileName}
            />
          ) : null}
        </div>
      </details>
    </>
  )
}
