'use client'

import { useRef, useState } from 'react'
import { type DecidedTogether, decideTogether, undoTogether } from '@/components/fraud/decide-together'
import type { Decision } from '@/lib/contract/decisions'

/** The decisions made in this list, in memory: its rows keep their places until the list is reloaded. */
export function useDecided() {
  const [decided, setDecided] = useState<ReadonlyMap<string, Decision>>(new Map())
  const last = useRef<readonly (readonly string[])[]>([])

  const keep = ({ transactionIds, decision }: DecidedTogether) => {
    setDecided((known) => {
      const next = new Map(known)
      for (const id of transactionIds) {
        if (decision === null) next.delete(id)
        else next.set(id, decision)
      }
      return next
    })
    if (decision === null) forget(transactionIds)
    else last.current = [...last.current, transactionIds]
  }
  const forget = (ids: readonly string[]) => {
    last.current = last.current.filter((group) => !group.every((id) => ids.includes(id)))
  }

  return {
    decided,
    keep,
    /** Shown at once; reverted where the server rejects it. */
    async decide(id: string, decision: Decision) {
      keep({ transactionIds: [id], decision })
      const done = await decideTogether([id], { decision, notes: '' }, keep)
      if (!done) keep({ transactionIds: [id], decision: null })
    },
    /** False where no decision was made here. */
    undoLast(): boolean {
      const group = last.current.at(-1)
      if (group) void undoTogether(group, keep)
      return group !== undefined
    },
    reset() {
      setDecided(new Map())
    },
  }
}
