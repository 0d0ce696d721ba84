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
    const left = last.current.map((group) => group.filter((id) => !ids.includes(id)))
    last.current = left.filter((group) => group.length > 0)
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
    /** False where no decision was made here. Rows that the server keeps stay marked and are not undone again. */
    undoLast(): boolean {
      const group = last.current.at(-1)
      if (!group) return false
      last.current = last.current.slice(0, -1)
      void undoTogether(group, keep).then((done) => {
        if (!done) last.current = [...last.current, group]
      })
      return true
    },
    reset() {
      setDecided(new Map())
    },
  }
}
