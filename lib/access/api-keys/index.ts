/** The API keys of an institution. */
export { createApiKey } from './create-api-key'
export { handOverApiKey } from './hand-over-api-key'
export { listApiKeys } from './queries'
export { revokeApiKey } from './revoke-api-key'
export { rotateApiKey } from './rotate-api-key'
