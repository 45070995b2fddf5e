import { NotifyClient } from 'notifications-node-client'
import type { Letter } from '../letters/letter.type.ts'
import { renderLetter } from '../letters/render-letter.ts'
import type { Channel } from '../message.rules.ts'
import { SendFault, type Adapter, type OutgoingMessage } from './adapter.ts'

export interface NotifySettings {
  apiKey: string
  /** Where it is, if not at GOV.UK Notify's own address. */
  baseUrl?: string
  /** A template there that holds nothing but `((subject))` and `((body))`. Without one, e-mail does not go this way. */
  emailTemplateId?: string
  emailReplyToId?: string
  /** A template there that holds nothing but `((body))`. Without one, texts do not go this way. */
  textTemplateId?: string
  /** A text sender there that gives nothing away. Without one, neutral texts are not sent. */
  neutralTextSenderId?: string
  /** Without it, letters do not go this way. */
  letters?: { postage: 'first' | 'second' | 'economy'; compose(message: OutgoingMessage): Letter | Promise<Letter> }
  /** How long an answer may take, in milliseconds: 30 seconds unless said otherwise. */
  patience?: number
}

/**
 * E-mail, text and printed letters through GOV.UK Notify. It gets our id as its reference: before a message is tried again
 * it is asked whether it has it already. E-mail there always names the service, so neutral e-mail is refused.
 */
export function govukNotifyAdapter(settings: NotifySettings): Adapter {
  const client = openClient(settings)
  return {
    name: 'govuk-notify',
    channels: channelsOf(settings),
    async send(message) {
      const send = senderFor(client, settings, message)
      try {
        return { reference: (await findTaken(client, message)) ?? idOf(await send()) }
      } catch (error) {
        throw faultOf(error)
      }
    },
  }
}

const channelsOf = ({ emailTemplateId, textTemplateId, letters }: NotifySettings): Channel[] => [
  ...(emailTemplateId ? (['email'] as const) : []),
  ...(textTemplateId ? (['text'] as const) : []),
  ...(letters ? (['letter'] as const) : []),
]

type HttpClient = Parameters<NotifyClient['setClient']>[0]

function openClient({ apiKey, baseUrl, patience = 30_000 }: NotifySettings): NotifyClient {
  const client = baseUrl ? new NotifyClient(baseUrl, apiKey) : new NotifyClient(apiKey)
  // By itself the client waits for ever.
  const own = client.apiClient.restClient as { create(settings: object): HttpClient }
  const http = own.create({ maxRedirects: 0, maxContentLength: 1_048_576 })
  http.interceptors.request.use((request) => ({ ...request, signal: AbortSignal.timeout(patience) }))
  client.setClient(http)
  return client
}

/** How to hand the message over. Throws `SendFault` when it must not go this way. */
function senderFor(client: NotifyClient, settings: NotifySettings, message: OutgoingMessage): () => Promise<Answer> {
  const { id: reference, address, subject, body, neutral } = message
  const { emailTemplateId, emailReplyToId, textTemplateId, neutralTextSenderId, letters } = settings
  if (message.channel === 'email' && emailTemplateId) {
    if (neutral) throw new SendFault({ retry: false, code: 'no-neutral-sender' })
    const personalisation = { subject, body: withoutMarkdownLinks(body) }
    return () =>
      client.sendEmail(emailTemplateId, address, {
        personalisation,
        reference,
        ...(emailReplyToId && { emailReplyToId }),
      })
  }
  if (message.channel === 'text' && textTemplateId) {
    if (neutral && !neutralTextSenderId) throw new SendFault({ retry: false, code: 'no-neutral-sender' })
    const smsSenderId = neutral ? neutralTextSenderId : undefined
    return () =>
      client.sendSms(textTemplateId, address, {
        personalisation: { body },
        reference,
        ...(smsSenderId && { smsSenderId }),
      })
  }
  if (message.channel === 'letter' && letters)
    return async () =>
      client.sendPrecompiledLetter(reference, await renderLetter(await letters.compose(message)), letters.postage)
  throw new SendFault({ retry: false, code: 'no-adapter' })
}

/** Notify reads Markdown in e-mail: a name that somebody typed must not become a link whose words hide where it leads. */
const withoutMarkdownLinks = (body: string): string => body.replaceAll('](', '] (')

interface Answer {
  data: { id?: unknown }
}

function idOf({ data }: Answer): string {
  if (typeof data?.id === 'string') return data.id
  throw new SendFault({ retry: true, code: 'notify-unreadable' }) // it may have it: the next try asks first
}

/** What Notify calls a message that it took at an earlier try whose answer did not reach us. One that failed there does not count. */
async function findTaken(client: NotifyClient, { id, attempts }: OutgoingMessage): Promise<string | undefined> {
  if (attempts < 2) return undefined
  const { data } = await client.getNotifications(undefined, undefined, id)
  if (!Array.isArray(data?.notifications)) throw new SendFault({ retry: true, code: 'notify-unreadable' })
  return data.notifications.find(({ reference, status }) => reference === id && !/fail|cancel/.test(status))?.id
}

/** Nothing of the error itself is kept: it holds words, address and key. */
function faultOf(error: unknown): SendFault {
  if (error instanceof SendFault) return error
  const { response, code } = error as { response?: { status: number }; code?: string }
  if (response) return new SendFault({ retry: isPassing(response.status), code: `notify-${response.status}` })
  if (code === 'ERR_CANCELED' || code === 'ECONNABORTED' || code === 'ETIMEDOUT')
    return new SendFault({ retry: true, code: 'notify-slow' })
  if (code) return new SendFault({ retry: true, code: 'notify-away' })
  return new SendFault({ retry: false, code: 'unexpected' })
}

const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500
