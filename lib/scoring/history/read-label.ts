import { addProblem, type CellReader, type FileColumns, placeOf, required, textReader } from './cell-readers'
import { foldWord } from './fold-word'
import type { LabelSource } from './mapping'

/** Words for a payment that is no fraud, where the mapping lists none. */
const LEGITIMATE_WORDS =
  '0,no,n,false,f,legitimate,legit,genuine,normal,honest,good,ok,not fraud,non-fraud'.split(',')

/** True for fraud, null for a row without a label. A word in no list of the mapping is a problem. */
export function labelReader(file: FileColumns, source: LabelSource): CellReader<boolean | null> {
  const place = placeOf(file, 'label', source.column)
  const fraud = source.fraud ?? ['1']
  const onlyDigits = source.fraud === undefined && source.legitimate === undefined
  const legitimate = source.legitimate ?? (onlyDigits ? ['0'] : LEGITIMATE_WORDS)
  const unknown = source.unknown ?? []
  const meanings = new Map<string, boolean | null>()
  for (const [words, meaning] of [
    [unknown, null],
    [legitimate, false],
    [fraud, true],
  ] as const) {
    for (const word of words) meanings.set(foldWord(word), meaning)
  }
  const textOf = textReader(file, place)
  const expected = onlyDigits
    ? 'is neither 0 nor 1'
    : 'is none of the words that the mapping lists in `fraud`, `legitimate` and `unknown`'
  const read: CellReader<boolean | null> = (row) => {
    const meaning = meanings.get(foldWord(textOf(row)))
    return meaning === undefined ? addProblem(row, place, expected) : meaning
  }
  return meanings.has('') ? read : required(file, place, read)
}
