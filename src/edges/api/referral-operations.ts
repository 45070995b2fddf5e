import type { Operation } from './operation.type.ts'
import { GRACE, RECEIPT_EXAMPLE, REFERRAL_EXAMPLE } from './referral-examples.ts'
import { NEW_REFERRAL, RECEIPT, REFERRAL, STALE, WITHDRAWAL } from './referral.type.ts'

const NOT_YOURS = 'There is no such referral, or your organisation did not send it'
const UNREADABLE = {
  413: 'The body is larger than 1 MB',
  415: 'The body is not application/json',
}

export const SEND_REFERRAL: Operation = {
  id: 'sendReferral',
  tag: 'Referrals',
  summary: 'Ask that a team sees a person',
  description:
    'Choose a key of its own for each referral (a UUID does well) and send it as `Idempotency-Key`. If no answer comes, send the ' +
    'same again with the same key: it is kept once, and you get the first answer. Every fault of the body is named at once.',
  headers: ['Idempotency-Key'],
  body: { schema: NEW_REFERRAL, example: GRACE },
  answer: {
    status: 201,
    description: 'It is kept, and somebody has it.',
    schema: RECEIPT,
    example: RECEIPT_EXAMPLE,
    headers: ['Location', 'ETag'],
  },
  refusals: {
    400: 'The body is broken JSON or not UTF-8, or there is no Idempotency-Key',
    404: 'There is no such team',
    409: { when: 'A request with this Idempotency-Key is under way', headers: ['Retry-After'] },
    422: 'Fields need mending, or the Idempotency-Key was used for another referral',
    ...UNREADABLE,
  },
}

export const READ_REFERRAL: Operation = {
  id: 'readReferral',
  tag: 'Referrals',
  summary: 'What became of a referral that your organisation sent',
  headers: ['If-None-Match'],
  answer: {
    status: 200,
    description: 'What you sent and what became of it; never the record.',
    schema: REFERRAL,
    example: REFERRAL_EXAMPLE,
    headers: ['ETag'],
  },
  unchanged: true,
  refusals: { 404: NOT_YOURS },
}

export const WITHDRAW_REFERRAL: Operation = {
  id: 'withdrawReferral',
  tag: 'Referrals',
  summary: 'Take a referral back',
  description: 'As long as the team has not answered. Send the ETag that you last read as `If-Match`.',
  headers: ['If-Match'],
  body: { schema: WITHDRAWAL, example: { note: 'Sent by mistake.' } },
  answer: {
    status: 200,
    description: 'It is taken back.',
    schema: REFERRAL,
    example: {
      ...REFERRAL_EXAMPLE,
      status: 'withdrawn',
      status_words: 'Taken back',
      version: 2,
      next_date: null,
      what_happens_next: 'Nothing more happens. You can refer them again at any time.',
      withdrawal: { by: 'referrer', withdrawn_at: '2026-04-01T10:00:00.000Z', note: 'Sent by mistake.' },
    },
    headers: ['ETag'],
  },
  refusals: {
    400: 'The body is broken JSON or not UTF-8',
    404: NOT_YOURS,
    409: { when: 'The team has answered it already, or it was taken back before', headers: ['ETag'] },
    412: { when: 'It has changed since you read it; current says what stands now', schema: STALE, headers: ['ETag'] },
    422: 'The note needs mending',
    428: 'There is no If-Match',
    ...UNREADABLE,
  },
}
