import { readFileSync } from 'node:fs'
import path from 'node:path'
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
      { ...none, rolname: 'sentinel_owner', rolcanlogin: true },
    ])
  })

  /** The rows of the table under a heading of the document, without the marks of code. */
  const documented = (heading: string): string[][] => {
    const text = readFileSync(path.resolve(__dirname, '../../../docs/architecture.md'), 'utf8')
    const [, section = ''] = text.split(`\n### ${heading}\n`)
    return section
      .split(/\n#+ /, 1)[0]!
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2)
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.replaceAll('`', '').trim()),
      )
  }

  it('sentinel_lookup may do what docs/architecture.md lists and nothing else', async () => {
    const { rows } = await withClient('superuser', (client) =>
      client.query<{ cells: string[] }>(
        `select array[c.relname::text,
                  case when has_table_privilege('sentinel_lookup', c.oid, 'select') then 'all columns'
                       else coalesce((select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a
                         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                           and has_column_privilege('sentinel_lookup', c.oid, a.attnum, 'select')), '') end,
                  concat_ws(', ', case when has_table_privilege('sentinel_lookup', c.oid, 'insert') then 'insert' end,
                                  case when has_any_column_privilege('sentinel_lookup', c.oid, 'update') then 'update' end,
                                  case when has_table_privilege('sentinel_lookup', c.oid, 'delete') then 'delete' end)] as cells
           from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
            and (has_any_column_privilege('sentinel_lookup', c.oid, 'select, insert, update')
                 or has_table_privilege('sentinel_lookup', c.oid, 'delete'))
          order by c.relname`,
      ),
    )
    expect(documented('The rights of sentinel_lookup').map((cells) => cells.slice(0, 3))).toEqual(
      rows.map(({ cells }) => cells),
    )
  })

  it('docs/architecture.md lists the functions that run with the rights of their owner', async () => {
    const { rows } = await withClient('superuser', (client) =>
      client.query<{ cells: string[] }>(
        `select array[p.proname::text, o.rolname::text, case when has_function_privilege('sentinel_app', p.oid, 'execute')
                  then 'yes' else 'no' end] as cells
           from pg_proc p join pg_roles o on o.oid = p.proowner
          where p.pronamespace = 'public'::regnamespace and p.prosecdef order by p.proname`,
      ),
    )
    const functions = documented('Functions with the rights of their owner').map((cells) => cells.slice(0, 3))
    expect(functions).toEqual(rows.map(({ cells }) => cells))
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
