import { AUDIT_ACTIONS, AUDIT_CATEGORIES, actionWords, categoryOf } from '@/lib/access/audit/schema'
import { readSource, sourceFiles } from '../../../support/source-files'

/** The compiler rejects an unknown action; these tests cover what it cannot check. */
const sources = sourceFiles(['lib', 'prisma/seed', 'scripts/data'], ['.ts'])
  .filter((file) => !file.startsWith('lib/access/audit/') && !file.includes('/generated/'))
  .map(readSource)
  .join('\n')

/** Actions that only older versions wrote; their rows stay in the audit log. */
const PAST = ['transaction.scored']
/** Written by the files of the audit log itself. */
const OWN = ['audit.exported', 'audit.sealed', 'transaction.opened', 'entity.opened']

it.each(AUDIT_ACTIONS.filter((action) => ![...PAST, ...OWN].includes(action)))(
  'some code writes %s',
  (action) => {
    // A failure of toContain() would print all sources.
    expect(sources.includes(`'${action}'`)).toBe(true)
  },
)

it('has a label and a category for each action, and an action for each category', () => {
  for (const action of AUDIT_ACTIONS) {
    expect(actionWords(action)).not.toBe(action)
    expect(action).toMatch(/^[a-z-]+\.[a-z-]+$/)
  }
  expect(new Set(AUDIT_ACTIONS.map(categoryOf))).toEqual(new Set(AUDIT_CATEGORIES))
})

it('shows an unknown action by its name', () => {
  expect(actionWords('moon.landed')).toBe('moon.landed')
  expect(categoryOf('moon.landed')).toBeNull()
})
