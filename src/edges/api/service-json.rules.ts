import { z } from 'zod'
import type { Helpline } from '#ui/helplines.ts'
import { type FoundService, whyFound } from '#registers/directory/index.ts'

const SERVICE = z.strictObject({
  id: z.guid(),
  source_id: z.string().meta({ description: 'Its id in the directory that it came from.' }),
  name: z.string(),
  why: z
    .array(z.string())
    .meta({ description: 'Why it was found, what was asked for first; empty where no words were given.' }),
  distance_km: z
    .number()
    .nullable()
    .meta({ description: 'In a straight line; null where no postcode was given or no place is known.' }),
})

/** The answer to a search. */
export const SERVICES = z.strictObject({
  services: z.array(SERVICE),
  total: z.int().meta({ description: 'How many there are on all pages; at least so many where more is true.' }),
  more: z.boolean().meta({ description: 'Whether there are more than were looked at.' }),
  urgent_help: z
    .array(
      z.strictObject({
        name: z.string(),
        what: z.string(),
        telephone: z.string().optional(),
        text: z.string().optional(),
      }),
    )
    .meta({ description: 'Whom to turn to now, where the words may mean danger. Show it above every service.' }),
  nothing_local: z.boolean().meta({
    description: 'True where nothing found is what was asked for: what is shown is only near to it. Say so above it.',
  }),
  read_as: z
    .array(z.strictObject({ typed: z.string(), read: z.string() }))
    .meta({ description: 'Words that were taken for others, which they nearly are.' }),
  measured_from: z
    .strictObject({ text: z.string(), precision: z.enum(['postcode', 'district']) })
    .nullable()
    .meta({ description: 'The place that distances are measured from: a postcode, or the middle of its district.' }),
})

/** A helpline as a program is told of it: what the page says beside the number stands in `what`. */
export const helplineJson = ({ name, what, telephone, text, note, ring }: Helpline) => ({
  name,
  what: [what, note, ...(telephone || text ? [] : [ring])].filter(Boolean).join('; '),
  ...(telephone && { telephone }),
  ...(text && { text }),
})

export const serviceJson = (service: FoundService, main: string[]): z.input<typeof SERVICE> => ({
  id: service.id,
  source_id: service.sourceRecord,
  name: service.name,
  why: whyFound(service, { main }),
  distance_km: service.kilometres === null ? null : Number(service.kilometres.toFixed(3)),
})

export const SERVICES_EXAMPLE: z.input<typeof SERVICES> = {
  services: [
    {
      id: '0e4c1a52-90f7-5b7e-8d1c-6a2b3c4d5e6f',
      source_id: 'lantern-cafe',
      name: 'The Lantern Café',
      why: ['Company and making friends'],
      distance_km: 0.412,
    },
  ],
  total: 1,
  more: false,
  urgent_help: [],
  nothing_local: false,
  read_as: [],
  measured_from: { text: 'ZZ1 1AA', precision: 'postcode' },
}
