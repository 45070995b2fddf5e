import type { FastifyInstance } from 'fastify'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { Forbidden } from '#platform/errors.ts'
import { emptyForm, readForm, withIssue, type FormState } from '#platform/forms.ts'
import { newId } from '#platform/ids.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { openEpisodeRecord, RECORD_POLICY } from '../record/open-record.ts'
import { addSafeguardingNote } from './add-safeguarding-note.ts'
import { safeguardingNoteForm, safeguardingReasonForm, type SafeguardingNoteForm } from './plan.forms.ts'
import { mayOpenSafeguarding } from './safeguarding.policy.ts'
import { SafeguardingNotePage, SafeguardingPage } from './safeguarding.pages.tsx'
import { listWhomToAsk, openSafeguardingNotes } from './safeguarding.queries.ts'

const config = { policy: RECORD_POLICY }
type ByEpisode = { Params: { episodeId: string } }

/** Safeguarding: that there are notes, what they say to those who may know it and say why, and another note. */
export function addSafeguardingRoutes(app: FastifyInstance): void {
  const url = '/episodes/:episodeId/safeguarding'
  app.get<ByEpisode>(url, { config }, async ({ context, shell, params }, reply) => {
    const read = await context.transaction((tx) => readSafeguarding(tx, params.episodeId))
    return reply.page(<SafeguardingPage shell={shell} {...read} form={emptyForm()} />)
  })
  app.post<ByEpisode>(url, { config }, async ({ context, shell, params, body }, reply) => {
    const form = readForm(safeguardingReasonForm, body)
    const read = await context.transaction(async (tx) => {
      const found = await readSafeguarding(tx, params.episodeId)
      if (!found.mayOpen) throw new Forbidden()
      if (!form.ok) return { ...found, notes: undefined }
      const { episode } = found.record
      const notes = await openSafeguardingNotes(tx, episode.id, form.value.reason)
      // Whoever wrote a note as the allocated worker has not been read by somebody else yet.
      if (found.oversees) endTasks(tx, ['read-safeguarding-note'], episode.id)
      return { ...found, notes }
    })
    // Shown once, in answer to the reason: another look needs another reason.
    return reply.page(
      <SafeguardingPage shell={shell} {...read} form={form.ok ? emptyForm() : form.form} />,
      form.ok ? 200 : 422,
    )
  })
  app.get<ByEpisode>(`${url}/note`, { config }, async ({ context, shell, params }, reply) => {
    const record = await context.transaction((tx) => openEpisodeRecord(tx, params.episodeId, 'safeguarding'))
    const form = emptyForm<SafeguardingNoteForm>({ noticedOn: dayOf(context.now()) })
    return reply.page(<SafeguardingNotePage shell={shell} record={record} id={newId()} form={form} />)
  })
  app.post<ByEpisode>(`${url}/note`, { config }, async ({ context, shell, params, body }, reply) => {
    const show = async (form: FormState<SafeguardingNoteForm>, id: string) => {
      const record = await context.transaction((tx) => openEpisodeRecord(tx, params.episodeId, 'safeguarding'))
      return reply.page(<SafeguardingNotePage shell={shell} record={record} id={id} form={form} />, 422)
    }
    const read = readForm(safeguardingNoteForm, body)
    if (!read.ok) return show(read.form, safeguardingNoteForm.shape.id.parse(read.form.values.id) || newId())
    const { id, concern, noticedOn, comment, shown } = read.value
    const note = { id: id || newId(), concern, noticedOn, comment: comment ?? '', withheld: shown === 'no' }
    const decision = await addSafeguardingNote(context, params.episodeId, note)
    if (decision.ok) return reply.redirect(`/episodes/${params.episodeId}/safeguarding`, 303)
    return show(
      withIssue(emptyForm<SafeguardingNoteForm>(read.value), 'noticedOn', 'The day must be today or in the past'),
      note.id,
    )
  })
}

async function readSafeguarding(tx: Tx, episodeId: string) {
  const record = await openEpisodeRecord(tx, episodeId, 'safeguarding')
  return { record, whomToAsk: await listWhomToAsk(tx), ...mayOpenSafeguarding(tx.actor, record.episode) }
}
