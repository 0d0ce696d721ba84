import { createApiKey } from '@/lib/access/api-keys'
import { allOperations } from '@/app/api/operations'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { bearer, tokenOf } from '../access/auth/support'

/** The expected permissions of each operation, so that an unintended change of the permission table fails. */
const ALL = ['analyst', 'senior_analyst', 'admin'] as const
const SENIOR = ['senior_analyst', 'admin'] as const
const ADMIN = ['admin'] as const

const MAY: Record<string, readonly string[]> = {
  getMe: ALL,
  logout: ALL,
  getProfile: ALL,
  changeProfile: ALL,
  changePassword: ALL,
  listOwnSessions: ALL,
  endOtherSessions: ALL,
  endOwnSession: ALL,
  score: [...ALL, 'score:write'],
  scoreBatch: [...ALL, 'score:write'],
  startReplay: SENIOR,
  stopReplay: SENIOR,
  getReplayStatus: [...ALL, 'read'],
  uploadTransactions: SENIOR,
  checkUpload: SENIOR,
  uploadLabels: SENIOR,
  listUploads: ALL,
  openUploadFile: SENIOR,
  getUploadFile: SENIOR,
  storeUploadPiece: SENIOR,
  startUploadFile: SENIOR,
  pauseUploadFile: SENIOR,
  resumeUploadFile: SENIOR,
  cancelUploadFile: SENIOR,
  exportRejects: SENIOR,
  listUploadMappings: SENIOR,
  saveUploadMapping: SENIOR,
  deleteUploadMapping: SENIOR,
  getKpis: [...ALL, 'read'],
  getSparkline: [...ALL, 'read'],
  getTimeseries: [...ALL, 'read'],
  getHeatmap: [...ALL, 'read'],
  getTypeBreakdown: [...ALL, 'read'],
  getWorld: [...ALL, 'read'],
  getStates: [...ALL, 'read'],
  listQueue: [...ALL, 'read'],
  investigate: [...ALL, 'read'],
  exportTransactions: SENIOR,
  listSimilarTransactions: [...ALL, 'read'],
  listSavedViews: ALL,
  saveView: ALL,
  changeView: ALL,
  deleteView: ALL,
  getTransaction: [...ALL, 'read'],
  getCounterfactual: [...ALL, 'read'],
  giveFeedback: ALL,
  undoFeedback: ALL,
  decideMany: ALL,
  undoMany: ALL,
  decideOpenAlerts: ALL,
  claimAlert: ALL,
  releaseClaim: ALL,
  nextAlert: ALL,
  listWatchlists: [...ALL, 'read'],
  addToWatchlist: SENIOR,
  changeWatchlistEntry: SENIOR,
  importWatchlists: SENIOR,
  exportWatchlists: SENIOR,
  removeFromWatchlist: SENIOR,
  removeAccountFromWatchlist: SENIOR,
  getEntity: [...ALL, 'read'],
  listEntityTransactions: [...ALL, 'read'],
  getEntityNetwork: [...ALL, 'read'],
  listEntityNotes: [...ALL, 'read'],
  addEntityNote: ALL,
  listCases: [...ALL, 'read'],
  getCaseStats: [...ALL, 'read'],
  createCase: ALL,
  getCase: [...ALL, 'read'],
  changeCase: ALL,
  linkTransactions: ALL,
  unlinkTransaction: ALL,
  linkEntities: ALL,
  unlinkEntity: ALL,
  addCaseNote: ALL,
  editCaseNote: ALL,
  listNoteRevisions: [...ALL, 'read'],
  getCaseTimeline: [...ALL, 'read'],
  getCaseBrief: ALL,
  exportCaseBrief: ALL,
  listSlaPolicies: [...ALL, 'read'],
  setSlaPolicies: ADMIN,
  listNotifications: ALL,
  readNotifications: ALL,
  getNotificationPreferences: ALL,
  setNotificationPreferences: ALL,
  listAudit: SENIOR,
  getAuditVerification: SENIOR,
  getSealProof: SENIOR,
  exportAudit: ADMIN,
  listModels: [...ALL, 'read'],
  getModel: [...ALL, 'read'],
  listModelHistory: [...ALL, 'read'],
  getDrift: [...ALL, 'read'],
  acknowledgeDriftAlarm: ADMIN,
  listRetrainings: [...ALL, 'read'],
  getRetraining: [...ALL, 'read'],
  requestRetraining: ADMIN,
  cancelRetraining: ADMIN,
  getRetrainingSchedule: [...ALL, 'read'],
  setRetrainingSchedule: ADMIN,
  changeModelStage: ADMIN,
  deleteModel: ADMIN,
  uploadModel: ADMIN,
  importModel: ADMIN,
  listChanges: ADMIN,
  requestChange: ADMIN,
  previewChange: ADMIN,
  getChange: ADMIN,
  refreshPreview: ADMIN,
  approveChange: ADMIN,
  rejectChange: ADMIN,
  withdrawChange: ADMIN,
  listPolicies: [...ALL, 'read'],
  restorePolicy: ADMIN,
  setThreshold: ADMIN,
  listChallengers: [...ALL, 'read'],
  getComparison: [...ALL, 'read'],
  listSwapSet: [...ALL, 'read'],
  setCanary: ADMIN,
  stopCanary: ADMIN,
  getTuner: [...ALL, 'read'],
  getExploration: [...ALL, 'read'],
  setExploration: ADMIN,
  getVelocity: [...ALL, 'read'],
  listCurrencyRates: ADMIN,
  addCurrencyRate: ADMIN,
  listApiKeys: ADMIN,
  createApiKey: ADMIN,
  handOverApiKey: ADMIN,
  revokeApiKey: ADMIN,
  rotateApiKey: ADMIN,
  listUsers: ADMIN,
  changeUser: ADMIN,
  endUserSessions: ADMIN,
  makePasswordReset: ADMIN,
  listInvitations: ADMIN,
  inviteUser: ADMIN,
  renewInvitation: ADMIN,
  withdrawInvitation: ADMIN,
  getTenant: ADMIN,
  changeTenant: ADMIN,
  listAssignableUsers: ALL,
  openLiveStream: ALL,
  openLiveSocket: [...ALL, 'read'],
  search: [...ALL, 'read'],
  getStatus: [...ALL, 'read'],
  listAlertRules: ADMIN,
  createAlertRule: ADMIN,
  changeAlertRule: ADMIN,
  deleteAlertRule: ADMIN,
  listAlertChannels: ADMIN,
  createAlertChannel: ADMIN,
  changeAlertChannel: ADMIN,
  deleteAlertChannel: ADMIN,
  rotateAlertSecret: ADMIN,
  testAlertChannel: ADMIN,
  listAlertDeliveries: ADMIN,
  resendAlert: ADMIN,
  listDeadLetters: ADMIN,
  resendDeadLetter: ADMIN,
  dismissDeadLetter: ADMIN,
  listJobs: ADMIN,
  getMetrics: [],
}
const PRINCIPALS = [...ALL, 'score:write', 'read'] as const

const guarded = allOperations.filter(({ auth }) => auth !== 'public')

describe('the permission matrix', () => {
  const headers: Record<string, Record<string, string>> = {}
  beforeAll(async () => {
    const minted: MintedTenant = await mintTenant()
    for (const role of ALL) headers[role] = bearer(await tokenOf(minted.emailOf[role]))
    for (const scope of ['score:write', 'read'] as const) {
      headers[scope] = bearer((await createApiKey(minted.as.admin, { name: scope, scopes: [scope] })).secret)
    }
  })

  it('lists every operation that needs credentials', () => {
    expect(guarded.map(({ id }) => id).sort()).toEqual(Object.keys(MAY).sort())
  })

  // The last call of a token is its sign-out.
  const ordered = guarded.toSorted((x, y) => Number(x.id === 'logout') - Number(y.id === 'logout'))

  it.each(ordered.map((operation) => [operation.id, operation] as const))('%s', async (id, operation) => {
    const allowed: string[] = []
    for (const principal of PRINCIPALS) {
      const response = await callOperation(operation, {
        params: {
          id: newId(),
          transaction_id: newId(),
          account_id: 'C-none',
          list_type: 'blocked',
          table: 'policies',
        },
        headers: headers[principal],
        body: operation.body && {},
      })
      const { status } = response
      await response.body?.cancel()
      expect([200, 201, 204, 400, 401, 403, 404, 409, 415, 426, 503]).toContain(status)
      if (status !== 403 && status !== 401) allowed.push(principal)
    }
    expect(allowed).toEqual(PRINCIPALS.filter((principal) => MAY[id]?.includes(principal)))
  })
})
