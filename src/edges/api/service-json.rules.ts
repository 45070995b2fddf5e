import { z } from 'zod'
import type { FoundService } from '#registers/directory/index.ts'

const SERVICE = z.strictObject({
  id: z.guid(),
  source_id: z.string().meta({ description: 'Its id in the directory that it came from.' }),
  name: z.string(),
  distance_km: z
    .number()
    .nullable()
    .meta({ description: 'In a straight line; null where no postcode was given or no place is known.' }),
})

/** The answer to a search. */
export const SERVICES = z.strictObject({
  services: z.array(SERVICE),
  total: z.int().meta({ description: 'How many there are on all pages.' }),
  measured_from: z
    .strictObject({ text: z.string(), precision: z.enum(['postcode', 'district']) })
    .nullable()
    .meta({ description: 'The place that distances are measured from: a postcode, or the middle of its district.' }),
})

export const serviceJson = (service: FoundService): z.input<typeof SERVICE> => ({
  id: service.id,
  source_id: service.sourceRecord,
  name: service.name,
  distance_km: service.kilometres === null ? null : Number(service.kilometres.toFixed(3)),
})

export const SERVICES_EXAMPLE: z.input<typeof SERVICES> = {
  services: [
    {
      id: '0e4c1a52-90f7-5b7e-8d1c-6a2b3c4d5e6f',
      source_id: 'lantern-cafe',
      name: 'The Lantern Café',
      distance_km: 0.412,
    },
  ],
  total: 1,
  measured_from: { text: 'ZZ1 1AA', precision: 'postcode' },
}
