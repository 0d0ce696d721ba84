import { cookies } from 'next/headers'
import { GUIDE_COOKIE, GUIDE_DISMISSED } from './guide-cookie'
import { GuidedSteps } from './guided-steps'

/** The guided tour, until it is dismissed in this browser. `mayAudit`: whether the user can open its last step. */
export async function GuidedStrip({ mayAudit = false }: { mayAudit?: boolean }) {
  const dismissed = (await cookies()).get(GUIDE_COOKIE)?.value === GUIDE_DISMISSED
  return dismissed ? null : <GuidedSteps mayAudit={mayAudit} />
}
