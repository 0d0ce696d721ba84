import { hash } from 'node:crypto'
import type { Tenant } from '@/lib/contract/context'
import { parseWith } from '@/lib/contract/validation'
import { parseStrictJson } from '@/lib/http/strict-json'
import { AppError } from '@/lib/platform/errors'
import type { Mapping } from '@/lib/scoring/history'
import { type Answers, answersBody, MAX_FILE_BYTES } from '../schema'
import { checkContent } from './check-content'
import { detect, type Detected } from './detect'
import { readMapping } from './prepare-mapping'
import { checkHeader, readSample } from './read-sample'

/** A file as a user sent it. */
export interface SentFile {
  name: string
  bytes: Buffer
  /** A mapping file as text. */
  mapping: string | undefined
  /** Answers to questions, as JSON. */
  answers: string | undefined
}

export interface OpenedFile {
  sha256: string
  header: readonly string[]
  detected: Detected
}

/**
 * Finds out how the file is written: by the mapping that came with it, else by its first rows and the user's answers.
 * @throws AppError too-large, unsupported-media-type, invalid-request naming what is wrong
 */
export async function openFile({ bytes, mapping, answers }: SentFile, tenant: Tenant): Promise<OpenedFile> {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new AppError('too-large', { detail: `The file may have at most ${MAX_FILE_BYTES} bytes.` })
  }
  checkContent(bytes)
  const detected =
    mapping === undefined
      ? await detect(bytes, readAnswers(answers), tenant)
      : await detectWith(bytes, readMapping(mapping, tenant))
  return { sha256: hash('sha256', bytes, 'hex'), header: detected.columns.map(({ name }) => name), detected }
}

const readAnswers = (json: string | undefined): Answers =>
  json === undefined ? {} : parseWith(answersBody, parseStrictJson(json))

async function detectWith(bytes: Buffer, mapping: Mapping): Promise<Detected> {
  const { header, rows } = await readSample(bytes, mapping.delimiter)
  checkHeader(header)
  const fieldOf = new Map(
    Object.entries(mapping.columns).flatMap(([field, source]) => {
      const { column } = source as { column?: string }
      return column === undefined
        ? []
        : [[column, field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] as const]
    }),
  )
  return {
    mapping,
    questions: [],
    facts: [{ name: 'Columns', value: 'as the mapping says', why: 'a mapping came with the file' }],
    columns: header.map((name, index) => ({
      name,
      field: (fieldOf.get(name) ?? null) as Detected['columns'][number]['field'],
      samples: rows.slice(0, 3).map((cells) => cells[index]!.slice(0, 80)),
    })),
  }
}
