export { type AuditContext, type AuditEvent, writeAudit, writeAudits } from './write-audit'
