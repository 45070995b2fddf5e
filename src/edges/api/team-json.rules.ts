import { z } from 'zod'
import { sayWait, type Team } from '#registers/teams/index.ts'

const TEAM = z.strictObject({
  id: z.guid(),
  name: z.string(),
  organisation: z.strictObject({ id: z.guid(), name: z.string() }),
  local_title: z
    .strictObject({ one: z.string(), many: z.string() })
    .meta({ description: 'What the place calls its link workers.' }),
  summary: z.string(),
  can_help: z.array(z.string()),
  cannot_help: z
    .array(z.strictObject({ who: z.string(), instead: z.string() }))
    .meta({ description: 'Whom it cannot help, each with the next best thing.' }),
  minimum_age: z.int().nullable(),
  maximum_age: z.int().nullable(),
  languages: z.array(z.string()).meta({ description: 'BCP 47.' }),
  how_to_refer: z.array(z.string()),
  telephone: z.string().nullable(),
  email: z.string().nullable(),
  usual_wait: z
    .strictObject({ working_days: z.int(), words: z.string(), stated_on: z.iso.date() })
    .nullable()
    .meta({ description: 'For a first talk, and the day on which the team said so.' }),
  intake: z
    .discriminatedUnion('status', [
      z.strictObject({ status: z.literal('open') }),
      z.strictObject({
        status: z.literal('paused'),
        reason: z.string(),
        meanwhile: z.string().nullable(),
        until: z.iso.date().nullable(),
      }),
    ])
    .meta({ description: 'A team whose intake is paused takes nobody: meanwhile says where to go.' }),
})

/** The answer to "who covers this place". */
export const TEAMS = z.strictObject({ teams: z.array(TEAM) })

export const teamJson = (team: Team): z.input<typeof TEAM> => ({
  id: team.id,
  name: team.name,
  organisation: { id: team.organisationId, name: team.organisationName },
  local_title: team.localTitle,
  summary: team.summary,
  can_help: team.canHelp,
  cannot_help: team.cannotHelp,
  minimum_age: team.minimumAge,
  maximum_age: team.maximumAge,
  languages: team.languages,
  how_to_refer: team.howToRefer,
  telephone: team.telephone,
  email: team.email,
  usual_wait: team.wait && {
    working_days: team.wait.workingDays,
    words: sayWait(team.wait.workingDays),
    stated_on: team.wait.statedOn,
  },
  intake: team.pause
    ? { status: 'paused', reason: team.pause.reason, meanwhile: team.pause.meanwhile, until: team.pause.until }
    : { status: 'open' },
})

/** What the demo answers for the practice ZZ0001, shortened. */
export const TEAMS_EXAMPLE: z.input<typeof TEAMS> = {
  teams: [
    {
      id: 'b0a7c5a2-6a3f-5d0e-9d5c-1f2e3d4c5b6a',
      name: 'Riverside link workers',
      organisation: { id: '5f1f7f0e-3b1c-5e7d-8a9b-0c1d2e3f4a5b', name: 'Riverside Primary Care Network' },
      local_title: { one: 'link worker', many: 'link workers' },
      summary: 'Three link workers who sit in the Riverside practices.',
      can_help: ['Adults who feel lonely, low or stuck'],
      cannot_help: [{ who: 'Someone in danger today', instead: 'Ring 999 or 111.' }],
      minimum_age: 18,
      maximum_age: null,
      languages: ['en'],
      how_to_refer: ['Ring us and we fill in the form with you.'],
      telephone: '01632 960220',
      email: 'riverside@example.org',
      usual_wait: { working_days: 5, words: sayWait(5), stated_on: '2026-04-01' },
      intake: { status: 'open' },
    },
  ],
}
