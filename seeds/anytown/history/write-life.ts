import type { Services } from '#platform/services.ts'
import { idFrom, type Id } from '#platform/ids.ts'
import type { Life, Step } from '../life/life.type.ts'
import { workerOf } from '../life/staff.ts'
import type { Book } from './book.ts'
import { writeClosing } from './write-closing.ts'
import { writeAnswer, writeAttendance, writeEnding, writeSilence } from './write-connection.ts'
import { writeAgreement, writeOffer, writeProposal } from './write-offer.ts'
import { writePlan, writeResponse, writeWordsSaid } from './write-plan.ts'
import { referenceOf, writeAcceptance, writeBeginning, writeDecline, writeWithdrawal } from './write-referral.ts'
import { writeContact, writeLetter, writePause, writeTold } from './write-support.ts'
import { personOf, teamOf, type Written } from './written.ts'

/** Writes one life into a book: the rows that the use cases would have left, had each step been taken at its hour. */
export async function writeLife(book: Book, services: Services, partnershipId: Id, life: Life): Promise<void> {
  book.nextPerson()
  const { referrer } = life.request
  const { kind, name, telephone, email, accountId, organisationId } = referrer
  const reference = referenceOf(life.number)
  const written: Written = {
    book,
    services,
    life,
    worker: workerOf(partnershipId, life),
    person: personOf(life),
    team: teamOf(life),
    referralId: idFrom('anytown', 'history', 'referral', String(life.number)),
    reference,
    referral: {},
    episode: undefined,
    contacts: [],
    planVersion: 0,
    asker: kind === 'self' ? undefined : { reference, kind, name, telephone, email, accountId, organisationId },
    connections: [],
    involvements: new Map(),
    at: (actor, moment) => book.as(actor, moment),
  }
  await writeBeginning(written)
  for (const step of life.steps) {
    if (step.kind === 'asked') throw new Error('a question that waits for its answer is lived, not written down')
    await WRITE[step.kind](written, step as never)
  }
}

type Writers = {
  [Kind in Exclude<Step['kind'], 'asked'>]: (
    written: Written,
    step: Extract<Step, { kind: Kind }>,
  ) => void | Promise<void>
}

const WRITE: Writers = {
  accepted: writeAcceptance,
  declined: writeDecline,
  withdrawn: writeWithdrawal,
  contact: writeContact,
  letter: writeLetter,
  words: writeWordsSaid,
  response: writeResponse,
  plan: writePlan,
  paused: writePause,
  resumed: writePause,
  proposed: writeProposal,
  agreed: writeAgreement,
  offered: writeOffer,
  answer: writeAnswer,
  unanswered: writeSilence,
  attended: writeAttendance,
  gone: writeEnding,
  told: writeTold,
  closed: writeClosing,
}
