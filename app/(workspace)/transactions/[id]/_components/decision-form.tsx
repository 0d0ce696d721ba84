'use client'

import { useCallback, useEffect, useEffectEvent, useId, useState } from 'react'
import { DECISION_CHOICES } from '@/components/fraud/decision-choices'
import { DECISIONS } from '@/components/fraud/labels'
import { isPlainKey } from '@/components/layout/plain-key'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { Label } from '@/components/ui/label'
import { Textarea } from '@/components/ui/textarea'
import type { Decision } from '@/lib/contract/decisions'

const NOTES_MAX = 2048

interface DecisionFormProps {
  pending: boolean
  /** The decision in force, which is not offered. */
  except: Decision | null
  onDecide: (decision: Decision, notes: string) => void
}

export function DecisionForm({ pending, except, onDecide }: DecisionFormProps) {
  const notesId = useId()
  const [notes, setNotes] = useState('')
  // Text typed before the scripts start is in the field, but fired no event.
  const keepTyped = useCallback((field: HTMLTextAreaElement | null) => {
    if (field?.value) setNotes(field.value)
  }, [])
  const choices = DECISION_CHOICES.filter(({ decision }) => decision !== except)
  const decide = (decision: Decision) => {
    if (!pending) onDecide(decision, notes.trim())
  }
  // Keys act only before the first decision; changing a decision needs a click.
  useDecisionKeys(except === null, decide)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={notesId}>Notes (optional)</Label>
        <Textarea
          id={notesId}
          ref={keepTyped}
          value={notes}
          maxLength={NOTES_MAX}
          placeholder="What you found and the reason for your decision"
          onChange={(event) => setNotes(event.target.value)}
        />
      </div>
      <div className="grid gap-2 sm:grid-cols-3 xl:grid-cols-1">
        {choices.map(({ decision, verb, key, icon: Icon, variant }) => (
          <Button
            key={decision}
            variant={variant}
            disabled={pending}
            onClick={() => decide(decision)}
            title={DECISIONS[decision].label}
          >
            <Icon aria-hidden />
            {verb}
            {except === null ? <Kbd className="ml-auto hidden xl:inline-flex">{key}</Kbd> : null}
          </Button>
        ))}
      </div>
    </div>
  )
}

function useDecisionKeys(enabled: boolean, decide: (decision: Decision) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const choice = DECISION_CHOICES.find(({ key }) => key === event.key)
    if (!enabled || !choice || event.repeat || !isPlainKey(event)) return
    event.preventDefault()
    decide(choice.decision)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
