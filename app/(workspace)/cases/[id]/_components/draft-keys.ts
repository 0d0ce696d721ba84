/** The prefix of the drafts of a case, and the key of one of them. */
export const draftsOf = (caseId: string): string => `case:${caseId}:`
export const draftKey = (caseId: string, name: string): string => draftsOf(caseId) + name
