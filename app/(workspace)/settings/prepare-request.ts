/** What the forms that request a change share. */

/** What is wrong, by the name of the field. */
export type FieldErrors = Partial<Record<string, string>>

/** The rejected fields of a response by the names of the form. */
export const errorsOf = (rejected: readonly { field: string; reason: string }[]): FieldErrors =>
  Object.fromEntries(rejected.map(({ field, reason }) => [field.split('.').at(-1) ?? field, reason]))

/** The value of a datetime-local input as an instant; null where it is empty or incomplete. */
export function startOf(text: string): string | null {
  const at = new Date(text)
  return text === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}
