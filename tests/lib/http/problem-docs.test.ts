import { exampleProblem, PROBLEM_DOCS } from '@/lib/http/problem-docs'
import { problemBody } from '@/lib/contract/problem'
import { AppError, PROBLEMS, type ProblemCode } from '@/lib/platform/errors'

const CODES = Object.keys(PROBLEMS) as ProblemCode[]

test.each(CODES)('%s is explained, and its example equals the response of such an error', (code) => {
  const doc = PROBLEM_DOCS[code]
  expect(doc.meaning).toMatch(/^[A-Z].{20,}\.$/)
  expect(doc.remedy).toMatch(/^[A-Z].{15,}\.$/)
  const example = exampleProblem(code)
  expect(problemBody(new AppError(code, doc), example.instance)).toEqual(example)
})

test('every explanation belongs to a problem', () => {
  expect(Object.keys(PROBLEM_DOCS).sort()).toEqual([...CODES].sort())
})
