/** What each problem means and what to do about it: the text of the pages under /docs/problems. */
import { PROBLEMS, type ProblemCode } from '@/lib/platform/errors'
import { type ProblemBody, problemType } from '@/lib/contract/problem'

export interface ProblemDoc {
  meaning: string
  remedy: string
  /** A `detail` as a caller meets it. */
  detail: string
  errors?: ProblemBody['errors']
}

export const PROBLEM_DOCS: Record<ProblemCode, ProblemDoc> = {
  'invalid-request': {
    meaning: 'A field, parameter or header has the wrong type, is missing, or lies outside its range.',
    remedy: 'Correct each field that `errors` names and send the request again. Nothing was stored.',
    detail: 'amount: must have at most 2 decimals.',
    errors: [{ field: 'amount', reason: 'must have at most 2 decimals' }],
  },
  'malformed-json': {
    meaning:
      'The body is not JSON as RFC 8259 defines it. NaN, Infinity, comments and trailing commas are not JSON.',
    remedy: 'Build the body with a JSON library and check the position in `detail`.',
    detail: 'There is an unexpected character at position 17.',
  },
  'duplicate-key': {
    meaning:
      'An object contains the same key twice. Two programs could read different values, so the request is rejected.',
    remedy: 'Send each key once.',
    detail: 'The value at amount is named twice.',
    errors: [{ field: 'amount', reason: 'is named twice' }],
  },
  'unsafe-number': {
    meaning:
      'Reading a number would change it: an integer beyond 2^53 - 1, more digits than a double keeps, ' +
      'an overflow, an underflow, or negative zero.',
    remedy: 'Send identifiers as strings, and amounts within the documented range.',
    detail: 'The value at id is a number that cannot be kept exactly.',
    errors: [{ field: 'id', reason: 'is a number that cannot be kept exactly' }],
  },
  'invalid-text': {
    meaning: 'A text contains a NUL character or half of a character (a lone surrogate), or is not UTF-8.',
    remedy: 'Clean the text where it enters your system, and encode the body as UTF-8.',
    detail: 'The value at city holds a NUL character.',
    errors: [{ field: 'city', reason: 'holds a NUL character' }],
  },
  'too-deep': {
    meaning: 'Objects and arrays are nested deeper than 32 levels.',
    remedy: 'Flatten the body. No operation needs more than a few levels.',
    detail: 'The body is nested deeper than 32 levels.',
  },
  'unknown-field': {
    meaning:
      'The body or the query has a field that the operation does not know. A misspelt field would otherwise be ignored.',
    remedy:
      'Compare the names in `errors` with the reference. Put your own data into `metadata` where the operation has it.',
    detail: 'ammount: is not a known field.',
    errors: [{ field: 'ammount', reason: 'is not a known field' }],
  },
  'invalid-cursor': {
    meaning: 'The cursor does not belong to this list with these filters and this order.',
    remedy: 'Start again without a cursor. Keep filters and order the same while paging.',
    detail: 'The cursor was not issued by this list.',
  },
  'invalid-token': {
    meaning: 'The credentials are missing, expired, revoked, malformed or meant for another purpose.',
    remedy: 'Sign in again for a new access token, or check that the API key is complete and not revoked.',
    detail: 'The credentials are missing, expired or not valid.',
  },
  'invalid-credentials': {
    meaning:
      'No account matches the e-mail and the password. The response is the same whether or not the account exists.',
    remedy: 'Check both. Where several institutions know the e-mail, also name the institution in `tenant`.',
    detail: 'E-mail or password is wrong.',
  },
  'cross-site': {
    meaning: 'A request that changes something came with a session cookie from a page of another site.',
    remedy:
      'Call the API from pages of this host, or with a bearer token or an API key instead of the cookie.',
    detail: 'The request came from another site.',
  },
  'missing-permission': {
    meaning: 'The caller is known, but the role of the user or the scopes of the key do not allow this.',
    remedy:
      'Ask an administrator of your institution for a role or a key with the permission that `detail` names.',
    detail:
      'Only senior analysts and administrators can block or trust an entity. (permission watchlist:write)',
  },
  'tenant-suspended': {
    meaning: 'Your institution is suspended. Its users and keys cannot act until the suspension ends.',
    remedy: 'Contact the operator of this service.',
    detail: 'The institution is suspended.',
  },
  'not-found': {
    meaning: 'Your institution has no such object.',
    remedy: 'Check the id. Objects of other institutions are reported as not found.',
    detail: 'Not found.',
  },
  'method-not-allowed': {
    meaning: 'The URL exists, but does not support this HTTP method.',
    remedy: 'Use a method that the `Allow` header lists.',
    detail: 'Allowed here: GET, POST.',
  },
  conflict: {
    meaning:
      'Another user changed the object first, an entry with this name or id already exists, or the filter matches another ' +
      'number of objects than you expected. In that case `current_count` is the number.',
    remedy: 'Read the object again, then decide whether your change still makes sense.',
    detail: 'The account is already on a watchlist.',
  },
  stale: {
    meaning:
      'The request names what its user was shown, and that is not what would happen now: another change took effect, ' +
      'or the preview was computed again.',
    remedy:
      'Read the change again, look at its preview, and send the request with the hash that you see then.',
    detail: 'What was shown no longer holds: another change took effect meanwhile. Look at the new preview.',
  },
  'too-late': {
    meaning: 'The change was possible only for a limited time, which has passed.',
    remedy: 'Record a new decision instead of undoing the old one.',
    detail: 'A decision can be undone within 5 minutes.',
  },
  'already-claimed': {
    meaning: 'Another analyst has claimed the alert, so that two users do not decide it at the same time.',
    remedy: 'Take the next alert. A claim expires after ten minutes unless it is renewed.',
    detail: 'Maya Chen is looking at this until 2026-11-20T14:05:00.000Z.',
  },
  claimed: {
    meaning:
      'Another user holds a claim on a transaction that the request would decide or undo. `claims` names each of them: ' +
      'the transaction, the user, since when and until when. Nothing was changed.',
    remedy:
      'Leave these transactions to their user, or decide the others with `skip_claimed`. Senior analysts can send ' +
      '`override_claim: true`: the claim ends, the audit log records it and the user is notified.',
    detail: 'Maya Chen works on this until 2026-11-20T14:05:00.000Z. Nothing was changed.',
  },
  'request-in-progress': {
    meaning: 'An earlier request with the same Idempotency-Key has not ended yet.',
    remedy:
      'Retry with the same key after the seconds in Retry-After: the response is that of the first request.',
    detail: 'A request with this key is still running.',
  },
  'model-retired': {
    meaning:
      'The request needs the model of an earlier decision, and its bundle is no longer part of this build.',
    remedy: 'The decision and its stored explanation stay as they are: read the transaction itself.',
    detail: 'The model sentinel/1.0.0 is no longer available.',
  },
  'version-conflict': {
    meaning:
      'The object was changed after you read it. Your change was not stored, so the other change is kept.',
    remedy:
      'Read the object again, compare what `errors` lists with your change, and send it with `current_version`.',
    detail: 'CASE-12 is at version 5 now, not at 4.',
    errors: [{ field: 'status', reason: 'is pending now, by Lena Fischer' }],
  },
  'invalid-link': {
    meaning:
      'A link to accept an invitation or to set a password works once and for a limited time. It also ends when another ' +
      'link replaces it, or when the administrator who made it is disabled.',
    remedy: 'Ask an administrator for a new link, or ask for another one yourself on the sign-in screen.',
    detail: 'The link is used, expired or replaced. Ask for a new one.',
  },
  'too-large': {
    meaning:
      'The body has more bytes than this operation reads, or a batch has more rows than your institution may send in ten seconds.',
    remedy: 'Split the request, for example into several batches.',
    detail: 'The body may have at most 1000000 bytes.',
  },
  'unsupported-media-type': {
    meaning: 'The body is not declared as what the operation reads: uncompressed JSON, or CSV, in UTF-8.',
    remedy: 'Send `Content-Type: application/json`, or `text/csv` for a CSV, and no `Content-Encoding`.',
    detail: 'Send the body as application/json in UTF-8.',
  },
  'upgrade-required': {
    meaning:
      'The request reached a WebSocket path without the upgrade to WebSocket, for example through a proxy that drops it.',
    remedy: 'Connect with a WebSocket client, or read the same events from `GET /api/live`.',
    detail: 'Connect with a WebSocket client; GET /api/live has the same events over HTTP.',
  },
  'idempotency-mismatch': {
    meaning:
      'The idempotency key, or the external id, was used before with another body. The first response stands.',
    remedy: 'Use a new key for a new request. Retry a request only with exactly the same body.',
    detail: 'The key was used with another body.',
  },
  'unsupported-currency': {
    meaning:
      "The transaction has another currency than the institution's, and the institution has no rate for it in force when the " +
      'payment occurred. In a batch, only that row is rejected.',
    remedy:
      'Let an administrator add a rate that is valid from then on, with POST /api/currency-rates, or send the amount in the ' +
      "institution's currency.",
    detail:
      'currency: the institution has USD and no rate for IDR in force at 2026-11-30T12:00:00.000Z. It has rates for EUR, KES.',
    errors: [
      {
        field: 'currency',
        reason:
          'the institution has USD and no rate for IDR in force at 2026-11-30T12:00:00.000Z. It has rates for EUR, KES.',
      },
    ],
  },
  'bundle-rejected': {
    meaning:
      'The bundle of the model does not pass its proof: a hash differs, a file is missing, a feature is unknown, or the model ' +
      'does not give the results that the bundle states. Nothing was stored, and no model has changed.',
    remedy:
      'The field `detail` names the file and the reason. Export the bundle again from the training, without changing its files.',
    detail: 'trees.json: its SHA-256 is not the one in the manifest.',
  },
  'bundle-quota': {
    meaning:
      'The bundles of your institution have reached the number or the total size that the installation allows. Nothing was stored.',
    remedy:
      'The field `detail` has the figures. Ask the operator for more: SENTINEL_BUNDLES_PER_TENANT and SENTINEL_BUNDLE_MB_PER_TENANT.',
    detail:
      'Your institution stores 200 of at most 200 bundles, 412.3 of at most 2048 MB; this bundle would add 2.1 MB.',
  },
  'import-rejected': {
    meaning:
      'The model file or its reference rows cannot become a bundle that gives exactly what its library gives, or the history is ' +
      'too short to calibrate the model. Nothing was stored.',
    remedy: 'The field `detail` says why. The admin guide lists what is accepted.',
    detail: 'tree 0: it splits on categories, which a bundle cannot express; encode them as numbers.',
  },
  'invalid-archive': {
    meaning:
      'The archive is not a ZIP file that can be unpacked safely: at most 64 files, 32 MiB together, no file more than 200 times ' +
      'larger than its packed form, no links, no encryption, no path but one common folder.',
    remedy: 'Pack the files of the bundle, and nothing else, into one ZIP file. Nothing was stored.',
    detail: '../manifest.json: the name leaves the archive.',
  },
  'invalid-reference': {
    meaning:
      'A field names something that cannot be used there: a user who does not belong to your institution or is no longer ' +
      'active, or a filter that selects too many objects or cannot be counted exactly.',
    remedy: 'Choose a user from GET /api/users/assignable, or narrow the filter as `errors` describes.',
    detail: 'assigned_to: is not an active user of the institution.',
    errors: [{ field: 'assigned_to', reason: 'is not an active user of the institution' }],
  },
  'too-many-requests': {
    meaning:
      'Your institution, your user or your network sent too many requests. Each row of a batch counts as one request. What is rejected with this problem is not counted: a rejected batch counts as one request, without its rows. Exports, and the rows that a user or an API key reads from lists, have limits per hour.',
    remedy: 'Wait for the seconds that `Retry-After` gives, then send requests more slowly.',
    detail: 'Too many requests.',
  },
  'internal-error': {
    meaning: 'An unexpected error occurred. The cause is in the log of the service, not in the response.',
    remedy: 'Retry with the same idempotency key. If the request fails again, report the request id.',
    detail: 'The request failed. Name the request id when you report it.',
  },
  'no-production-model': {
    meaning:
      'Your institution has no model in production, so nothing can be scored. Nothing was approved either.',
    remedy: 'An administrator must put a model into production.',
    detail: 'No model is in production.',
  },
  'model-unavailable': {
    meaning: 'The model in production cannot be loaded or failed its verification, so it is not used.',
    remedy: 'Retry later. The operator finds the reason in the log.',
    detail: 'The production model cannot be used.',
  },
  'training-unavailable': {
    meaning:
      'Training needs Python with the packages of this installation, and this server has no such environment. Scoring never needs it.',
    remedy:
      'Let the operator run `npm run train -- --help` once in the installation: it prepares the environment.',
    detail:
      'This server has no Python environment for training. An operator prepares it with: npm run train -- --help',
  },
  'not-a-sandbox': {
    meaning:
      'A replay stores payments that did not happen and changes the states of the accounts that they name, so it runs only where ' +
      'an administrator allows it.',
    remedy: 'An administrator can make the institution a sandbox under Settings, Institution.',
    detail:
      'Replays run in sandboxes only. An administrator can switch the sandbox on in the settings of the institution.',
  },
  'mail-not-configured': {
    meaning: 'The operation sends an e-mail, and the operator has configured no mail server.',
    remedy: 'Ask an administrator of your institution for a link. The operator can set SENTINEL_SMTP_URL.',
    detail: 'This installation sends no e-mail. Ask an administrator for a link.',
  },
  'database-unavailable': {
    meaning: 'The database did not respond in time. The request may or may not have taken effect.',
    remedy: 'Retry with the same idempotency key or external id: the request takes effect once.',
    detail: 'The database did not respond in time.',
  },
  overloaded: {
    meaning: 'Too much work is waiting to finish in reasonable time, so this request was not started.',
    remedy: 'Wait for the seconds in `Retry-After`, then retry.',
    detail: 'Too much work is waiting.',
  },
  'not-ready': {
    meaning:
      'The process is starting, shutting down, or lacks something that it needs. `checks` names the failed checks.',
    remedy: 'Send traffic to another instance, or wait.',
    detail: 'Not ready: database.',
  },
}

const EXAMPLE_ID = '0199f3a2-5f6e-7c41-9a57-0f4c1d2e3b4a'

/** A complete problem as a caller could meet it. */
export function exampleProblem(code: ProblemCode): ProblemBody {
  const { detail, errors } = PROBLEM_DOCS[code]
  const { title, status } = PROBLEMS[code]
  return { type: problemType(code), title, status, detail, instance: EXAMPLE_ID, ...(errors && { errors }) }
}
