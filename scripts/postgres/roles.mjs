// The roles that tenant isolation depends on. Only this step uses the superuser.

const DATABASE = 'sentinel'

/**
 * Creates what is missing and sets the passwords, so that a restored or copied cluster matches the kept secrets.
 * `sentinel_owner` migrates, `sentinel_app` serves (row-level security always applies to it), `sentinel_lookup`
 * cannot log in and owns the few look-ups that happen before a tenant is known.
 */
export async function ensureRoles(client, passwords) {
  await client.connect()
  try {
    const attributes = {
      sentinel_owner: `login nocreatedb nocreaterole nosuperuser nobypassrls password ${client.escapeLiteral(passwords.owner)}`,
      sentinel_app: `login nosuperuser nocreatedb nocreaterole nobypassrls password ${client.escapeLiteral(passwords.app)}`,
      sentinel_lookup: 'nologin nosuperuser nobypassrls',
    }
    const present = await client.query('select rolname from pg_roles')
    const names = new Set(present.rows.map((row) => row.rolname))
    for (const [role, options] of Object.entries(attributes)) {
      await client.query(`${names.has(role) ? 'alter' : 'create'} role ${role} ${options}`)
    }
    await client.query('grant sentinel_lookup to sentinel_owner with inherit true, set true')

    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE} owner sentinel_owner`)
    await client.query(`revoke all on database ${DATABASE} from public`)
    await client.query(`grant connect on database ${DATABASE} to sentinel_app`)
  } finally {
    await client.end()
  }
}
