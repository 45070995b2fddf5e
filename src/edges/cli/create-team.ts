import type { z } from 'zod'
import { findPcn, findPractice, normaliseDistrict } from '#foundations/geography/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { email, telephone } from '#platform/forms.ts'
import { newId } from '#platform/ids.ts'
import { listTeams, saveTeams, type Coverage, type TeamFacts } from '#registers/teams/index.ts'
import { Refused, WrongUsage, type Answer } from './answer.ts'
import { withDatabase } from './command.ts'
import { findOrMakeOrganisation, sayMade } from './find-or-make-organisation.ts'
import { PARTNERSHIP, type AddCommand, type Options } from './program.ts'

/** `create team`: link workers of an organisation and the ground they cover, so that people can be referred to them. */
export const addCreateTeam: AddCommand = (add) =>
  add('create team', 'Add a team of link workers and what it covers', (_, options) => create(options))
    .requiredOption('--organisation <code or name>', 'whose team it is')
    .requiredOption('--name <name>', 'its name as people read it')
    .requiredOption('--covers <code...>', 'ODS codes of practices and PCNs, and postcode districts like M33')
    .option(
      '--worker-title <title...>',
      'what one of its workers is called here; then of many, where that needs more than an s',
    )
    .option('--telephone <number>', 'how people reach it')
    .option('--email <address>', 'how people reach it')
    .option('--summary <words>', 'what it does, in a sentence or two')
    .option(...PARTNERSHIP)

async function create(options: Options): Promise<Answer> {
  const { facts, covers, organisation } = readOptions(options)
  return withDatabase(options, async (opened) => {
    const { id: partnershipId } = await opened.partnership()
    const { id, owner, coverage } = await opened.contextFor(partnershipId).transaction(async (tx) => {
      const found = await findOrMakeOrganisation(tx, organisation)
      const name = facts.name.toLowerCase()
      if ((await listTeams(tx)).some((one) => one.organisationId === found.id && one.name.toLowerCase() === name))
        throw new Refused(`${found.name} has a team called ${facts.name} already.`)
      const team = { ...facts, id: newId(), organisationId: found.id, coverage: await readCoverage(tx, covers) }
      saveTeams(tx, [team])
      return { ...team, owner: found }
    })
    return {
      ok: true,
      lines: [
        ...sayMade(owner),
        `The team ${facts.name} of ${owner.name} is made. It covers ${coverage.map(({ code }) => code).join(', ')}.`,
        `Its id: ${id}`,
      ],
      json: { id, name: facts.name, organisation: owner.id, coverage },
    }
  })
}

interface Asked {
  organisation: string
  facts: Omit<TeamFacts, 'id' | 'organisationId' | 'coverage'>
  covers: string[]
}

function readOptions(options: Options): Asked {
  const name = String(options.name).trim()
  if (!name) throw new WrongUsage('--name: give a name')
  const summary = (options.summary as string | undefined)?.trim()
  const facts = {
    name,
    summary,
    localTitle: readTitle([options.workerTitle ?? []].flat() as string[]),
    telephone: readWith(telephone(), '--telephone', options.telephone),
    email: readWith(email(), '--email', options.email),
  }
  return { organisation: String(options.organisation), facts, covers: [options.covers as string | string[]].flat() }
}

function readTitle([one, many, ...more]: string[]): TeamFacts['localTitle'] {
  if (one === undefined) return undefined
  if (!one.trim() || many?.trim() === '' || more.length > 0)
    throw new WrongUsage('--worker-title: give one or two titles in quotes, like "social prescriber"')
  return { one: one.trim(), many: many?.trim() ?? `${one.trim()}s` }
}

function readWith(field: z.ZodType<string>, option: string, typed: unknown): string | undefined {
  if (typed === undefined) return undefined
  const read = field.safeParse(typed)
  if (read.success) return read.data
  throw new WrongUsage(`${option}: ${read.error.issues[0]!.message}`)
}

/** What the codes stand for. Refuses those that are no imported practice or PCN and no postcode district, all by name. */
async function readCoverage(tx: Tx, covers: readonly string[]): Promise<Coverage[]> {
  const codes = [...new Set(covers.map((typed) => typed.trim().toUpperCase()))]
  const read = await Promise.all(codes.map(async (code) => ({ code, found: await findCovered(tx, code) })))
  const unknown = read.filter(({ found }) => !found).map(({ code }) => `  ${code}`)
  if (unknown.length > 0)
    throw new Refused(
      `These are no practice or PCN that is imported, and no postcode district like M33:\n${unknown.join('\n')}\nNothing is stored.`,
    )
  return read.flatMap(({ found }) => found ?? [])
}

async function findCovered(tx: Tx, code: string): Promise<Coverage | undefined> {
  const district = normaliseDistrict(code)
  if (district) return { kind: 'district', code: district }
  if (await findPractice(tx, code)) return { kind: 'practice', code }
  return (await findPcn(tx, code)) && { kind: 'pcn', code }
}
