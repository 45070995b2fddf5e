import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { day } from '#platform/days.ts'
import { newId } from '#platform/ids.ts'
import { longLetter } from '../letters/letter-examples.ts'
import { renderLetter } from '../letters/render-letter.ts'
import { SendFault, type OutgoingMessage } from './adapter.ts'
import { govukNotifyAdapter, type NotifySettings } from './govuk-notify.ts'

const SECRET = '3d844edf-8d35-48ac-975b-e847b4f122b0'
const SERVICE = '26785a09-ab16-4eb0-8407-a37497a57506'
const EMAIL = 'f33517ff-2a88-4f6e-b855-c550268ce08a'
const TEXT = '0b0fb5a2-4b4a-4a6b-8a9a-1f0c8c8c1a11'

interface Taken {
  method: string
  path: string
  body: Record<string, unknown>
  authorization: string
}
const taken: Taken[] = []
/** How the stand-in answers the next requests; back to `accept` for each test. */
let answer: (request: Taken, response: ServerResponse) => void

const NOTIFY_ID = 'bfb50d92-100d-4b8b-b559-14fa3b091cda'
const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const accept = ({ method, body }: Taken, response: ServerResponse) =>
  method === 'GET'
    ? json(response, 200, { notifications: [], links: {} })
    : json(response, 201, { id: NOTIFY_ID, reference: body.reference })

const server = createServer((request: IncomingMessage, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const said = Buffer.concat(parts).toString()
    const now: Taken = {
      method: request.method!,
      path: request.url!,
      body: said ? JSON.parse(said) : {},
      authorization: request.headers.authorization ?? '',
    }
    taken.push(now)
    answer(now, response)
  })
})
let baseUrl: string
before(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => {
  server.closeAllConnections()
  return new Promise((closed) => server.close(closed))
})
beforeEach(() => {
  taken.length = 0
  answer = accept
})

const adapterWith = (settings: Partial<NotifySettings> = {}) =>
  govukNotifyAdapter({
    apiKey: `anytown-${SERVICE}-${SECRET}`,
    baseUrl,
    emailTemplateId: EMAIL,
    textTemplateId: TEXT,
    patience: 300,
    ...settings,
  })
const message = (over: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: newId(),
  channel: 'email',
  recipientName: 'Grace Okafor',
  address: 'grace@example.org',
  neutral: false,
  subject: 'We have your request',
  body: 'Hello Grace,\n\nwe have your request.',
  attempts: 1,
  createdAt: new Date('2026-04-01T09:00:00Z'),
  ...over,
})
const text = { channel: 'text', address: '07700 900123', body: 'Riverside: we have your request.' } as const

async function faultOf(sending: Promise<unknown>): Promise<SendFault> {
  const fault = await sending.then(
    () => assert.fail('it was sent'),
    (error: unknown) => error,
  )
  assert.ok(fault instanceof SendFault)
  return fault
}

test('an e-mail: our id is the reference, theirs is kept, and the key signs', async () => {
  const mail = message()
  assert.deepEqual(await adapterWith({ emailReplyToId: 'reply-1' }).send(mail), { reference: NOTIFY_ID })
  assert.equal(taken.length, 1)
  assert.equal(`${taken[0]!.method} ${taken[0]!.path}`, 'POST /v2/notifications/email')
  assert.deepEqual(taken[0]!.body, {
    template_id: EMAIL,
    email_address: 'grace@example.org',
    personalisation: { subject: mail.subject, body: mail.body },
    reference: mail.id,
    email_reply_to_id: 'reply-1',
  })
  const [head, claims, signature] = taken[0]!.authorization.replace('Bearer ', '').split('.')
  assert.equal(JSON.parse(Buffer.from(claims!, 'base64url').toString()).iss, SERVICE)
  assert.equal(createHmac('sha256', SECRET).update(`${head}.${claims}`).digest('base64url'), signature)
})

test('a text', async () => {
  const sms = message(text)
  assert.deepEqual(await adapterWith().send(sms), { reference: NOTIFY_ID })
  assert.equal(taken[0]!.path, '/v2/notifications/sms')
  assert.deepEqual(taken[0]!.body, {
    template_id: TEXT,
    phone_number: '07700 900123',
    personalisation: { body: text.body },
    reference: sms.id,
  })
})

test('a letter goes as the PDF that we draw', async () => {
  const letter = message({ channel: 'letter', address: '12 Mill Lane\nZZ1 2AB' })
  const compose = async ({ subject }: OutgoingMessage) => ({ ...longLetter, subject, date: day('2026-04-01') })
  await adapterWith({ letters: { postage: 'second', compose } }).send(letter)
  assert.equal(taken[0]!.path, '/v2/notifications/letter')
  const { reference, postage, content } = taken[0]!.body
  assert.deepEqual([reference, postage], [letter.id, 'second'])
  assert.deepEqual(Buffer.from(content as string, 'base64'), await renderLetter(await compose(letter)))
})

test('only the ways that are set up', async () => {
  assert.deepEqual(adapterWith().channels, ['email', 'text'])
  const textOnly = adapterWith({ emailTemplateId: undefined })
  assert.deepEqual(textOnly.channels, ['text'])
  assert.equal((await faultOf(textOnly.send(message()))).code, 'no-adapter')
  assert.equal(taken.length, 0)
})

test('neutral words need a neutral sender', async () => {
  for (const over of [{}, text]) {
    const fault = await faultOf(adapterWith().send(message({ ...over, neutral: true })))
    assert.deepEqual([fault.code, fault.retry], ['no-neutral-sender', false])
  }
  await adapterWith({ neutralTextSenderId: 'quiet' }).send(message({ ...text, neutral: true }))
  await adapterWith({ neutralTextSenderId: 'quiet' }).send(message(text))
  assert.deepEqual(
    taken.map(({ body }) => body.sms_sender_id),
    ['quiet', undefined],
  )
})

test('a typed name does not become a link whose words hide where it leads', async () => {
  await adapterWith().send(message({ body: 'Hello [Your bank](https://evil.example),' }))
  assert.deepEqual(
    (taken[0]!.body.personalisation as { body: string }).body,
    'Hello [Your bank] (https://evil.example),',
  )
})

test('each refusal is for ever or for now, and nothing of it gives words, address or key away', async () => {
  const cases: [status: number, retry: boolean][] = [
    [400, false],
    [403, false],
    [404, false],
    [413, false],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
  ]
  for (const [status, retry] of cases) {
    answer = (_request, response) =>
      json(response, status, {
        status_code: status,
        errors: [{ error: 'BadRequestError', message: 'grace@example.org' }],
      })
    const fault = await faultOf(adapterWith().send(message()))
    assert.deepEqual([fault.code, fault.retry], [`notify-${status}`, retry])
    assert.doesNotMatch(
      `${JSON.stringify(fault)} ${fault.message} ${fault.stack} ${String(fault.cause)}`,
      /grace|request\.|Bearer|3d844edf/,
    )
  }
})

test('too slow, cut off, away, gone elsewhere', async () => {
  answer = () => {}
  assert.deepEqual(await faultOf(adapterWith().send(message())), new SendFault({ retry: true, code: 'notify-slow' }))
  answer = (_request, response) => void response.writeHead(201, { 'content-type': 'application/json' }).write('{"id":')
  assert.equal((await faultOf(adapterWith().send(message()))).code, 'notify-slow', 'an answer that drips for ever')
  answer = (_request, response) => response.destroy()
  assert.deepEqual(await faultOf(adapterWith().send(message())), new SendFault({ retry: true, code: 'notify-away' }))
  assert.deepEqual(
    await faultOf(adapterWith({ baseUrl: 'http://127.0.0.1:9' }).send(message())),
    new SendFault({ retry: true, code: 'notify-away' }),
  )
  answer = (_request, response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end()
  assert.equal((await faultOf(adapterWith().send(message()))).code, 'notify-302', 'words do not follow a redirect')
})

test('an answer that cannot be read is asked about at the next try', async () => {
  for (const said of ['{"id": ', '', '"yes"', '[]', '{"id": 7}']) {
    answer = (_request, response) => response.writeHead(201, { 'content-type': 'application/json' }).end(said)
    assert.deepEqual(
      await faultOf(adapterWith().send(message())),
      new SendFault({ retry: true, code: 'notify-unreadable' }),
      said,
    )
  }
  const again = message({ attempts: 2 })
  answer = (_request, response) =>
    json(response, 200, { notifications: [{ id: 'first-try', reference: again.id, status: 'sending' }], links: {} })
  taken.length = 0
  assert.deepEqual(await adapterWith().send(again), { reference: 'first-try' })
  assert.deepEqual(
    taken.map(({ method, path }) => `${method} ${path}`),
    [`GET /v2/notifications?reference=${again.id}`],
  )
})

test('what Notify had and could not deliver is sent anew; what it will not say is asked again', async () => {
  const again = message({ attempts: 2 })
  answer = (request, response) =>
    request.method === 'POST'
      ? accept(request, response)
      : json(response, 200, {
          notifications: [
            { id: 'first-try', reference: again.id, status: 'technical-failure' },
            { id: 'of-another', reference: newId(), status: 'delivered' },
          ],
        })
  assert.deepEqual(await adapterWith().send(again), { reference: NOTIFY_ID })
  answer = (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('oh')
  taken.length = 0
  assert.equal((await faultOf(adapterWith().send(again))).code, 'notify-unreadable')
  assert.deepEqual(
    taken.map(({ method }) => method),
    ['GET'],
    'rather late than twice',
  )
})
