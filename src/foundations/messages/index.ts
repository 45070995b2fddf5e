export { queueMessage, type MessageToQueue } from './queue-message.ts'
export { cancelMessages } from './cancel-messages.ts'
export { messageJobs } from './message.jobs.ts'
export type { OnAbandoned } from './send-message.ts'
export type { Message } from './message.queries.ts'
export {
  MOVES,
  STATUS_WORDS,
  type Channel,
  type MessageStatus,
  type Recipient,
  type RecipientKind,
} from './message.rules.ts'
export type { SafeHours } from './safe-hours.rules.ts'
export { SendFault, type Adapter, type OutgoingMessage } from './adapters/adapter.ts'
export { outboxAdapter } from './adapters/outbox.ts'
export { smtpAdapter, type SmtpSettings } from './adapters/smtp.ts'
export { templatePreviews, type TemplateCode, type TemplatePreview, type ValuesOf } from './templates/templates.ts'
export type { Wording } from './templates/template.ts'
export { addOutboxRoutes } from './outbox.routes.tsx'
