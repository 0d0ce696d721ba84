import type { InstitutionSettings } from './schema'

/** How many alerts the reviewers of an institution work off on a working day. */
export const alertsPerDayCapacity = ({
  review_capacity: { reviewers, hours_per_day: hours, minutes_per_alert: minutes },
}: Pick<InstitutionSettings, 'review_capacity'>): number => (reviewers * hours * 60) / minutes
