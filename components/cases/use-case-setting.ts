'use client'

import { useEffect, useState } from 'react'
import { callApi } from '@/components/http/api-client'
import { CASE_PRIORITIES, type CasePriority, DEFAULT_SLA_MINUTES } from '@/lib/desk/cases/schema'
import type { SlaPolicies } from '@/lib/desk/cases/schema'
import type { NamedUser } from './mentions'

/** What the form of a new case needs: the current user, the possible assignees, the time that each priority allows. */
export interface CaseSetting {
  me: NamedUser | null
  /** Null while it is read. */
  mayAssignOthers: boolean | null
  users: NamedUser[]
  minutes: Record<CasePriority, number>
}

const UNKNOWN: CaseSetting = { me: null, mayAssignOthers: null, users: [], minutes: DEFAULT_SLA_MINUTES }

/** Loaded when the dialog opens. A part that fails to load is left out: a case can be opened without it. */
export function useCaseSetting(): CaseSetting {
  const [setting, setSetting] = useState(UNKNOWN)
  useEffect(() => {
    let left = false
    void readSetting().then((read) => !left && setSetting(read))
    return () => void (left = true)
  }, [])
  return setting
}

async function readSetting(): Promise<CaseSetting> {
  const [me, users, sla] = await Promise.all([
    callApi('GET /api/auth/me'),
    callApi('GET /api/users/assignable'),
    callApi('GET /api/sla-policies'),
  ])
  return {
    me: me.ok ? { id: me.body.id, name: me.body.full_name } : null,
    mayAssignOthers: me.ok ? me.body.permissions.includes('case:assign') : null,
    users: users.ok ? users.body.items : [],
    minutes: sla.ok ? minutesOf(sla.body) : DEFAULT_SLA_MINUTES,
  }
}

function minutesOf({ policies }: SlaPolicies): Record<CasePriority, number> {
  const set = new Map(policies.map(({ priority, minutes }) => [priority, minutes]))
  const pairs = CASE_PRIORITIES.map((priority) => [
    priority,
    set.get(priority) ?? DEFAULT_SLA_MINUTES[priority],
  ])
  return Object.fromEntries(pairs) as Record<CasePriority, number>
}
