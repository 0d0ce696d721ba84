'use client'

import { useRef, useState } from 'react'
import {
  type DecidedTogether,
  decideTogether,
  undoTogether,
  type Versions,
  versionsOf,
} from '@/components/fraud/decide-together'
import type { Decision } from '@/lib/contract/decisions'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

const NONE: Versions = new Map()

/** The decisions made in this list, in memory: its rows keep their places until the list is reloaded. */
export function useDecided() {
  const [decided, setDecided] = useState<ReadonlyMap<string, Decision>>(new Map())
  /** Versions in responses to this list: newer than those of rows that have left the list. */
  const [heard, setHeard] = useState<Versions>(new Map())
  const last = useRef<readonly (readonly string[])[]>([])

  const keep = ({ transactionIds, decision, versions }: DecidedTogether) => {
    setHeard((known) => new Map([...known, ...versions]))
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
    /** The newest known version of the decision on each row. */
    versionsOf: (rows: readonly TransactionRow[]): Versions =>
      new Map([...versionsOf(rows)].map(([id, version]) => [id, Math.max(version, heard.get(id) ?? 0)])),
    keep,
    /** Shown at once; reverted where the server rejects it. */
    async decide(id: string, decision: Decision, versions: Versions) {
      const shown = { transactionIds: [id], versions: NONE }
      keep({ ...shown, decision })
      const done = await decideTogether([id], { decision, notes: '', versions }, keep)
      if (done) setHeard((known) => new Map([...known, ...done.versions]))
      else keep({ ...shown, decision: null })
    },
    /** False where no decision was made here. Rows that the server keeps stay marked and are not undone again. */
    undoLast(): boolean {
      const group = last.current.at(-1)
      if (!group) return false
      last.current = last.current.slice(0, -1)
      void undoTogether(group, heard, keep).then((done) => {
        if (!done) last.current = [...last.current, group]
      })
      return true
    },
    reset() {
      setDecided(new Map())
    },
  }
}
