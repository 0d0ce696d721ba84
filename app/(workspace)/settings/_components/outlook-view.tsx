import type { Outlook } from '@/lib/governance/changes/schema'
import { ImpactView } from './impact-view'
import { ReleasesView } from './releases-view'
import { TestSliceView } from './test-slice-view'
import { VelocityOutlookView } from './velocity-outlook-view'

/** What is known of the effect of a change. */
export function OutlookView({
  outlook: { impact, releases, test_slice: slice, velocity },
  timeZone,
}: {
  outlook: Outlook
  timeZone: string
}) {
  return (
    <>
      {impact ? <ImpactView impact={impact} timeZone={timeZone} /> : null}
      {releases ? <ReleasesView releases={releases} /> : null}
      {slice ? <TestSliceView slice={slice} /> : null}
      {velocity ? <VelocityOutlookView velocity={velocity} timeZone={timeZone} /> : null}
    </>
  )
}
