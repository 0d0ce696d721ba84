import { withClient } from '../../support/postgres'

interface Role {
  rolname: string
  rolcanlogin: boolean
  rolsuper: boolean
  rolbypassrls: boolean
  rolcreatedb: boolean
  rolcreaterole: boolean
}

describe('the database roles', () => {
  it('give only the installer control over row-level security', async () => {
    const { rows } = await withClient('superuser', (client) =>
      client.query<Role>(
        `select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole
         from pg_roles where rolname like 'sentinel%' order by rolname`,
      ),
    )
    const none = { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false }
    expect(rows).toEqual([
      { ...none, rolname: 'sentinel_app', rolcanlogin: true },
      { ...none, rolname: 'sentinel_lookup', rolcanlogin: false },
      { ...none, rolname: 'sentinel_owner', rolcanlogin: true, rolcreaterole: true },
    ])
  })

  it.each([
    'create table stolen (n int)',
    'create temporary table stolen (n int)',
    'set role sentinel_owner',
  ])('do not let the app role run: %s', async (sql) => {
    await withClient('app', async (client) => {
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' })
    })
  })
})
