export { queueMessage, type MessageToQueue } from './queue-message.ts'
export { cancelMessages } from './cancel-messages.ts'
export { messageJobs } from './message.jobs.ts'
export { MESSAGE_STATUSES } from './message-facts.queries.ts'
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
export { govukNotifyAdapter, type NotifySettings } from './adapters/govuk-notify.ts'
export { addReceiptRoutes } from './receipt.routes.ts'
export {
  sayTemplate,
  templatePreviews,
  type TemplateCode,
  type TemplatePreview,
  type ValuesOf,
} from './templates/templates.ts'
export type { Wording } from './templates/template.ts'
export { renderLetter } from './letters/render-letter.ts'
export { letterOf, type Envelope } from './letters/letter.rules.ts'
export type { Letter, LetterBlock, LetterTable, Sender } from './letters/letter.type.ts'
export { addLetterPreviewRoutes } from './preview.routes.tsx'
export { addOutboxRoutes } from './outbox.routes.tsx'
