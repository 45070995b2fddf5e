import { createTransport, type NodemailerError } from 'nodemailer'
import { SendFault, type Adapter, type OutgoingMessage } from './adapter.ts'

export interface SmtpSettings {
  /** `smtps://user:password@host:465`, or `smtp://host:587`, which changes to TLS before anything is said. */
  url: string
  /** `Name <address>`. */
  from: string
  /** Sender of messages that must not give away who sends them. Without one, those are not sent by e-mail. */
  neutralFrom?: string
}

const WHOLE_TRY_MS = 120_000

/**
 * E-mail through a mail server, plain text, connections kept. What is sent twice (a crash between the server's yes and
 * our commit) has the same Message-ID, by which mailboxes know a repeat. Without TLS it talks to this machine only.
 */
export function smtpAdapter(settings: SmtpSettings): Adapter {
  const transport = createTransport({
    url: settings.url,
    pool: true,
    maxConnections: 3,
    maxRequeues: 0, // repeats are ours to count
    requireTLS: !isThisMachine(new URL(settings.url).hostname),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    name: 'smtp',
    channels: ['email'],
    async send(message) {
      const from = message.neutral ? settings.neutralFrom : settings.from
      if (!from) throw new SendFault({ retry: false, code: 'no-neutral-sender' })
      try {
        const taken = await transport.sendMail({ ...mailOf(message, from), signal: AbortSignal.timeout(WHOLE_TRY_MS) })
        return { reference: taken.messageId }
      } catch (error) {
        throw faultOf(error as NodemailerError)
      }
    },
    close: () => transport.close(),
  }
}

const isThisMachine = (host: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(host)

const mailOf = (message: OutgoingMessage, from: string) => ({
  from,
  to: { name: message.recipientName, address: message.address },
  subject: message.subject,
  text: message.body,
  messageId: `<${message.id}@${/@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'}>`,
  headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: keeps out-of-office answers away
})

/**
 * Only a lasting no to this recipient or these words is final. A no to us (sign-in, sender, too many connections) is
 * mended by an administrator, and the message should go then.
 */
function faultOf({ code, command, responseCode, permanent }: NodemailerError): SendFault {
  const final = permanent === true && /^(RCPT TO|DATA)/.test(command ?? '')
  return new SendFault({ retry: !final, code: responseCode ? `smtp-${responseCode}` : plainCode(code) })
}

const plainCode = (code: unknown): string =>
  typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code.toLowerCase().replaceAll('_', '-') : 'unexpected'
