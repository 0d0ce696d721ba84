import { AUDIT_ACTIONS, AUDIT_CATEGORIES, actionWords, categoryOf } from '@/lib/access/audit/schema'
import { readSource, sourceFiles } from '../../../support/source-files'

/** The compiler refuses an action that the vocabulary lacks; here is what it cannot see. */
const sources = sourceFiles(['lib', 'prisma/seed'], ['.ts'])
  .filter((file) => !file.startsWith('lib/access/audit/') && !file.includes('/generated/'))
  .map(readSource)
  .join('\n')

/** Rows that only older versions wrote; they stay in the trail and keep their words. */
const PAST = ['transaction.scored']
/** Written by the audit trail's own files. */
const OWN = ['audit.exported']

it.each(AUDIT_ACTIONS.filter((action) => ![...PAST, ...OWN].includes(action)))(
  'some code writes %s',
  (action) => {
    expect(sources).toContain(`'${action}'`)
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
