import { createPartnership } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { newId } from '#platform/ids.ts'
import { Refused, type Answer } from './answer.ts'
import { withDatabase } from './command.ts'
import type { AddCommand, Options } from './program.ts'

/** `create partnership <name>`: an empty partnership, ready for its organisations and accounts. */
export const addCreatePartnership: AddCommand = (add) =>
  add('create partnership <name>', 'Make a local social prescribing partnership', ([name = ''], options) =>
    create(name.trim(), options),
  ).option('--host <name>', 'the host name under which its pages are found, where there are several partnerships')

const create = (name: string, options: Options): Promise<Answer> =>
  withDatabase(options, async (opened) => {
    if (!name) throw new Refused('Give the partnership a name.')
    const host = options.host as string | undefined
    const made = await opened.contextFor(newId()).transaction(async (tx) => {
      const decision = await createPartnership(tx, { name, host })
      if (decision.ok) journal(tx, 'partnership.created', { subjectId: decision.value })
      return decision
    })
    if (!made.ok) throw new Refused(REFUSALS[made.reason])
    return {
      ok: true,
      lines: [`The partnership ${name} is made.`, `Its id: ${made.value}`],
      json: { id: made.value, name, host: host ?? null },
    }
  })

const REFUSALS = {
  'name-taken': 'There is a partnership of this name already.',
  'host-taken': 'Another partnership has this host name already.',
} as const
