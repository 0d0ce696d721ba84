import { permissionsOf, ROLES, roleMay, SCOPES, scopesMay } from '@/lib/contract/permissions'

// Keys are not stopped when their owner loses a role, so no key may do what some user may not.
it.each(ROLES)('no API key can do more than its owner, whatever role the owner has now: %s', (role) => {
  const ofKeys = permissionsOf('admin').filter((permission) => scopesMay(SCOPES, permission))
  expect(ofKeys.length).toBeGreaterThan(0)
  expect(ofKeys.filter((permission) => !roleMay(role, permission))).toEqual([])
})
