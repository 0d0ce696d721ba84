'use client'

import { CircleHelp } from 'lucide-react'
import type { FormEvent } from 'react'
import { Field } from '@/components/cases/field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { Answers, CheckResult, Question } from '@/lib/scoring/uploads/schema'
import { withAnswer } from '../prepare-answers'

interface QuestionsFormProps {
  questions: readonly Question[]
  columns: CheckResult['columns']
  answers: Answers
  pending: boolean
  onAnswer: (answers: Answers) => void
}

/** What the file leaves in doubt. Nothing is guessed, so nothing is chosen beforehand. */
export function QuestionsForm({ questions, columns, answers, pending, onAnswer }: QuestionsFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onAnswer(
      questions.reduce(
        (given, question, i) => withAnswer(given, question, String(form.get(String(i)) ?? '').trim()),
        answers,
      ),
    )
  }
  return (
    <form
      aria-label="Questions about the file"
      onSubmit={submit}
      className="bg-background rounded-lg border p-4"
    >
      <p className="mb-3 flex items-center gap-2 text-sm font-medium">
        <CircleHelp aria-hidden className="text-info size-4" />
        The file leaves a doubt. Nothing is guessed: your answer decides.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        {questions.map((question, i) => (
          <Field
            key={`${question.kind} ${question.about}`}
            label={question.text}
            hint={question.required ? '' : 'Without an answer, only its rows are rejected.'}
          >
            {(wiring) =>
              question.kind === 'time_zone' ? (
                <>
                  <Input
                    {...wiring}
                    name={String(i)}
                    list={`${wiring.id}-zones`}
                    required
                    placeholder="Africa/Nairobi"
                  />
                  <datalist id={`${wiring.id}-zones`}>
                    {question.choices.map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </datalist>
                </>
              ) : (
                <Select {...wiring} name={String(i)} required={question.required} defaultValue="">
                  <option value="" disabled={question.required}>
                    {question.required ? 'Choose' : 'Reject its rows'}
                  </option>
                  {choicesOf(question, columns).map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </Select>
              )
            }
          </Field>
        ))}
      </div>
      <Button type="submit" size="sm" className="mt-3" disabled={pending}>
        {pending ? 'Reading…' : 'Read it so'}
      </Button>
    </form>
  )
}

const choicesOf = ({ kind, choices }: Question, columns: CheckResult['columns']): Question['choices'] =>
  kind === 'column' && choices.length === 0
    ? columns.map(({ name }) => ({ value: name, label: name }))
    : choices
