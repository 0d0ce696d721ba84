'use client'

import { callApi } from '@/components/http/api-client'
import { ConfirmButton } from '@/components/layout/confirm-button'

export function EndSession({ id, device }: { id: string; device: string }) {
  return (
    <ConfirmButton
      label="End"
      about={device}
      question="End this session?"
      text={`${device} is signed out within 15 seconds.`}
      send={() => callApi('DELETE /api/profile/sessions/{id}', { params: { id } })}
      done="The session has ended."
      variant="outline"
    />
  )
}

export function EndOthers() {
  return (
    <ConfirmButton
      label="End all others"
      about="sessions"
      question="End all your other sessions?"
      text="Every other browser and every token of yours is signed out within 15 seconds."
      send={() => callApi('DELETE /api/profile/sessions')}
      done="Your other sessions have ended."
      variant="outline"
    />
  )
}
