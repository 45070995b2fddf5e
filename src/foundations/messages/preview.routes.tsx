import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { NotFound } from '#platform/errors.ts'
import type { Services } from '#platform/services.ts'
import { EXAMPLE_RECIPIENT, EXAMPLE_SENDER, longLetter } from './letters/letter-examples.ts'
import { letterOf } from './letters/letter.rules.ts'
import type { Letter } from './letters/letter.type.ts'
import { renderLetter } from './letters/render-letter.ts'
import { LettersPreviewPage, LONG_LETTER } from './preview.pages.tsx'
import { EXAMPLE_DAY, reference } from './templates/examples.ts'
import { templatePreviews } from './templates/templates.ts'

const flag = z.literal('1').optional().catch(undefined)
const query = z.object({ large: flag, neutral: flag })

/**
 * `/dev/letters`: every message that Trellis can send, and `/dev/letters/{code}.pdf` as a letter, with `?large=1` in large
 * print and `?neutral=1` as it is where nothing may be given away. In production these addresses do not exist.
 */
export function addLetterPreviewRoutes(app: FastifyInstance, { mode }: Pick<Services, 'mode'>): void {
  if (mode === 'production') return
  const config = { policy: 'public' } as const
  app.get('/dev/letters', { config }, (request, reply) =>
    reply.page(<LettersPreviewPage shell={request.shell} previews={templatePreviews} />),
  )
  app.get<{ Params: { code: string } }>('/dev/letters/:code([a-z-]+).pdf', { config }, async (request, reply) => {
    const { code } = request.params
    const { large, neutral } = query.parse(request.query)
    const letter = exampleLetter(code, neutral === '1')
    if (!letter) throw new NotFound()
    const pdf = await renderLetter({ ...letter, largePrint: large === '1' })
    return reply.type('application/pdf').header('content-disposition', `inline; filename="${code}.pdf"`).send(pdf)
  })
}

function exampleLetter(code: string, neutral: boolean): Letter | undefined {
  if (code === LONG_LETTER) return longLetter
  const preview = templatePreviews.find((each) => each.code === code)
  const envelope = {
    sender: EXAMPLE_SENDER,
    recipient: [preview?.example.name ?? '', ...EXAMPLE_RECIPIENT.slice(1)],
    date: EXAMPLE_DAY,
    reference,
    largePrint: false,
  }
  return preview && letterOf(neutral ? preview.neutral : preview.wording, envelope, neutral)
}
