import { actorId, type Actor } from '#platform/context.ts'
import type { Statement, TableName, Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'

type Row = Record<string, unknown>

/** A change of a row's status, with what else changed in the same step. */
export interface Move {
  id: Id
  columns: Row
}

/** New rows by table, and how their states moved since: of each row the first move, then the second. */
export interface Book {
  rows: Map<TableName, Row[]>
  moves: Map<TableName, Move[][]>
  /** Acts at a past moment: the functions of use cases that only add rows write into the book instead of the database. */
  as(actor: Actor, at: Date): Tx
  /** The newest row of a table, to be changed until the book is written down. */
  last(table: TableName): Row
  move(table: TableName, id: Id, nth: number, columns: Row): void
  /** Ends open tasks of a person as `endTasks` does; answers which. */
  endTasks(tx: Tx, ended: (task: Row) => boolean, status?: 'done' | 'cancelled'): Row[]
  /** The next person begins: only tasks of one person are looked through. */
  nextPerson(): void
}

const JSON_COLUMNS: ReadonlySet<string> = new Set(['detail', 'details', 'answers'])

export function openBook(): Book {
  const rows = new Map<TableName, Row[]>()
  const moves = new Map<TableName, Move[][]>()
  let tasks: Row[] = []

  function add(table: TableName, row: Row): Row {
    for (const [column, value] of Object.entries(row)) {
      if (JSON_COLUMNS.has(column) && typeof value === 'string') row[column] = JSON.parse(value)
      if (Buffer.isBuffer(value)) row[column] = `\\x${value.toString('hex')}`
    }
    const list = rows.get(table)
    if (list) list.push(row)
    else rows.set(table, [row])
    return row
  }

  function addAt(tx: Tx, table: TableName, row: Row): void {
    if (table === 'tasks.task') return addTask({ ...row, ...OPEN })
    if (table === 'messages.message') return addMessage(tx, row)
    add(table, table === 'journal.entry' ? { ...row, happened_at: tx.now() } : row)
  }

  /** While one of a kind about a record is open, no second is made. */
  function addTask(task: Row): void {
    if (tasks.some((one) => one.status === 'open' && one.kind === task.kind && one.about_id === task.about_id)) return
    tasks.push(add('tasks.task', task))
  }

  /** What was queued then has gone long ago, and lies in the demo's outbox. */
  function addMessage(tx: Tx, message: Row): void {
    const sent = { status: 'delivered', status_at: message.next_try_at, attempts: 1, provider_reference: message.id }
    add('messages.message', { ...message, ...sent })
    add('messages.attempt', {
      partnership_id: tx.actor.partnershipId,
      message_id: message.id,
      number: 1,
      tried_at: message.next_try_at,
      adapter: 'outbox',
      outcome: 'accepted',
    })
  }

  function endTasks(tx: Tx, ended: (task: Row) => boolean, status: 'done' | 'cancelled' = 'done'): Row[] {
    const found = tasks.filter((task) => task.status === 'open' && ended(task))
    for (const task of found) Object.assign(task, { status, ended_at: tx.now(), ended_by: actorId(tx.actor) ?? null })
    return found
  }

  /** The two statements that are no new rows: the end of tasks, and that a referral looks different to its sender now. */
  function save(tx: Tx, statement: Statement): void {
    const { sql, parameters } = statement.compile()
    if (sql.startsWith('update "referrals"."referral" set "version" = version + 1')) {
      const referral = rows.get('referrals.referral')!.at(-1)!
      referral.version = Number(referral.version) + 1
      return
    }
    if (!sql.includes('tasks.end_about(')) throw new Error(`a book takes new rows only, not ${sql}`)
    const [kinds, about, status] = parameters as [string[], Id, 'done' | 'cancelled']
    endTasks(tx, (task) => task.about_id === about && kinds.includes(task.kind as string), status)
  }

  return {
    rows,
    moves,
    endTasks,
    last: (table) => rows.get(table)!.at(-1)!,
    as(actor, at) {
      const tx: Tx = {
        actor,
        requestId: newId(),
        now: () => at,
        add: (table, row) => addAt(tx, table, row as Row),
        save: (statement) => save(tx, statement),
        read: refuse,
        first: refuse,
        change: refuse,
        query: refuse,
        atEnd: refuse,
      }
      return tx
    },
    move(table, id, nth, columns) {
      const steps = moves.get(table) ?? []
      moves.set(table, steps)
      ;(steps[nth] ??= []).push({ id, columns })
    },
    nextPerson() {
      tasks = []
    },
  }
}

const OPEN = { status: 'open', ended_at: null, ended_by: null }

const refuse = (): never => {
  throw new Error('a book cannot be read')
}
