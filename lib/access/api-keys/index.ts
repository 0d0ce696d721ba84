/** Machine credentials of an institution. */
export { createApiKey, type CreateApiKeyInput } from './create-api-key'
export { listApiKeys } from './queries'
export type { ApiKeyRecord } from './record'
export { revokeApiKey } from './revoke-api-key'
