import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type HTMLElement, parse } from 'node-html-parser'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { type Column, DataTable } from './data-table.tsx'
import { ChoiceField, ChoicesField, DayField, PasswordField, SelectField, TextAreaField, TextField } from './fields.tsx'
import { FormBody } from './form-page.tsx'
import { Pagination, pagesToShow } from './pagination.tsx'
import { Summary } from './summary.tsx'
import { StatusTag } from './tag.tsx'

const draw = (node: ReactNode) => parse(renderToStaticMarkup(node))
const textOf = (of: HTMLElement | null) => of?.textContent.replace(/\s+/g, ' ').trim()
const form = (values: FormState['values'], ...issues: [string, string][]): FormState => ({
  values,
  issues: issues.map(([path, message]) => ({ path, message })),
})
const CHOICES = [
  { value: 'a', text: 'First' },
  { value: 'b', text: 'Second', divider: 'or' },
]

interface Fixture {
  name: string
  html: string
}
const fixture = (component: string, name: string): HTMLElement => {
  const file = fileURLToPath(import.meta.resolve(`nhsuk-frontend/dist/nhsuk/components/${component}/fixtures.json`))
  const { fixtures } = JSON.parse(readFileSync(file, 'utf8')) as { fixtures: Fixture[] }
  const found = fixtures.find((one) => one.name === name)
  assert.ok(found, `the design system has no example "${name}" of ${component}`)
  return parse(found.html)
}

/** Tags, classes, roles and states without texts and ids: what an upgrade of the design system may change. */
const skeleton = (root: HTMLElement): string[] =>
  root.querySelectorAll('*').map((element) => {
    const kept = ['class', 'role', 'type', 'rel', 'aria-current', 'data-module'].flatMap((name) => {
      const value = element.getAttribute(name)
      return value ? [`${name}=${value.split(/\s+/).toSorted().join('.')}`] : []
    })
    return [element.tagName, ...kept].join(' ')
  })

test('numbered pages are drawn as the design system draws them', () => {
  const ours = draw(<Pagination page={2} pages={3} href={(page) => `#/section/${page}`} />)
  assert.deepEqual(skeleton(ours), skeleton(fixture('pagination', 'numbered')))
  assert.equal(ours.querySelector('[aria-current=page]')?.getAttribute('href'), '#/section/2')
})

test('a text field with something to mend is drawn as the design system draws it', () => {
  const hint = (
    <>
      Like <span className="nhsuk-u-nowrap">999 123 4567</span>
    </>
  )
  const wrong = form({}, ['it', 'Enter it'])
  const ours = draw(<TextField form={wrong} name="it" label="It" hint={hint} width={10} code />)
  // Their label is the page's heading.
  const fields = (root: HTMLElement) => skeleton(root).filter((line) => !/^(H1|LABEL)/.test(line))
  assert.deepEqual(fields(ours), fields(fixture('input', 'with error message and hint')))
})

test('pages shown: the ends, this one, its neighbours, and no gap of one', () => {
  assert.deepEqual(pagesToShow(1, 1), [1])
  assert.deepEqual(pagesToShow(1, 9), [1, 2, 9])
  assert.deepEqual(pagesToShow(4, 9), [1, 2, 3, 4, 5, 9])
  assert.deepEqual(pagesToShow(5, 9), [1, 4, 5, 6, 9])
  assert.deepEqual(pagesToShow(6, 9), [1, 5, 6, 7, 8, 9])
  assert.equal(renderToStaticMarkup(<Pagination page={1} pages={1} href={String} />), '')
})

test('every field carries its name as id, so that the summary of errors can link to it', () => {
  const typed = emptyForm({ it: 'b' })
  const of = { form: typed, name: 'it', label: 'It' }
  const fields: Record<string, ReactNode> = {
    text: <TextField {...of} />,
    textarea: <TextAreaField {...of} />,
    'counted textarea': <TextAreaField {...of} max={9} />,
    password: <PasswordField {...of} />,
    select: <SelectField {...of} choices={CHOICES} />,
    radios: <ChoiceField {...of} choices={CHOICES} />,
    checkboxes: <ChoicesField {...of} choices={CHOICES} />,
  }
  for (const [kind, field] of Object.entries(fields)) {
    const found = draw(field).querySelectorAll('#it')
    assert.equal(found.length, 1, kind)
    assert.match(found[0]!.tagName, /INPUT|TEXTAREA|SELECT/, kind)
    assert.equal(found[0]!.getAttribute('name'), 'it', kind)
  }
})

test('what was typed is there again, but a password is not', () => {
  const typed = emptyForm({ a: 'b', many: ['a', 'b'], secret: 'hush', lines: 'one\ntwo' })
  assert.equal(
    draw(<TextField form={typed} name="a" label="A" />)
      .querySelector('#a')
      ?.getAttribute('value'),
    'b',
  )
  assert.equal(draw(<TextAreaField form={typed} name="lines" label="L" />).querySelector('#lines')?.text, 'one\ntwo')
  const chosen = (node: ReactNode) =>
    draw(node)
      .querySelectorAll('[checked], [selected]')
      .map((one) => one.getAttribute('value'))
  assert.deepEqual(chosen(<ChoiceField form={typed} name="a" label="A" choices={CHOICES} />), ['b'])
  assert.deepEqual(chosen(<SelectField form={typed} name="a" label="A" choices={CHOICES} empty="" />), ['b'])
  assert.deepEqual(chosen(<ChoicesField form={typed} name="many" label="M" choices={CHOICES} />), ['a', 'b'])
  assert.deepEqual(chosen(<ChoicesField form={typed} name="a" label="A" choices={CHOICES} />), ['b'])
  assert.deepEqual(chosen(<ChoicesField form={typed} name="none" label="N" choices={CHOICES} />), [])
  assert.doesNotMatch(renderToStaticMarkup(<PasswordField form={typed} name="secret" label="S" />), /hush/)
})

test('nonsense in the values draws an empty field', () => {
  const odd = emptyForm({ a: { b: 1 }, when: { day: ['1'], month: 2 }, list: [] })
  assert.equal(
    draw(<TextField form={odd} name="a" label="A" />)
      .querySelector('#a')
      ?.getAttribute('value'),
    undefined,
  )
  assert.equal(
    draw(<DayField form={odd} name="when" label="W" />)
      .querySelector('#when-day')
      ?.getAttribute('value'),
    undefined,
  )
  assert.equal(
    draw(<TextField form={odd} name="list" label="L" />)
      .querySelector('#list')
      ?.getAttribute('value'),
    undefined,
  )
})

const marked = (values: unknown, path: string) =>
  draw(<DayField form={form({ it: values }, [path, 'wrong'])} name="it" label="It" />)
    .querySelectorAll('.nhsuk-input--error')
    .map((input) => input.id)

test('a date marks the parts that are wrong and only those', () => {
  assert.deepEqual(marked({ day: '31', month: '', year: '1950' }, 'it-month'), ['it-month'])
  assert.deepEqual(marked({ day: '', month: '', year: '1950' }, 'it-day'), ['it-day', 'it-month'])
  assert.deepEqual(marked({}, 'it-day'), ['it-day', 'it-month', 'it-year'])
  assert.deepEqual(marked({ day: '31', month: '4', year: '2026' }, 'it-day'), ['it-day', 'it-month', 'it-year'])
  assert.deepEqual(marked({ day: '2', month: '1', year: '50' }, 'it-year'), ['it-year'])
})

test('a day that is known already is shown in its three parts', () => {
  const html = draw(<DayField form={emptyForm({ it: '2026-04-09' })} name="it" label="It" />)
  assert.deepEqual(
    html.querySelectorAll('input').map((input) => input.getAttribute('value')),
    ['9', '4', '2026'],
  )
})

test('the message is tied to its field', () => {
  const html = draw(<TextField form={form({}, ['it', 'Enter it'])} name="it" label="It" hint="Where it is" />)
  const ids = html.querySelector('#it')?.getAttribute('aria-describedby')?.split(' ') ?? []
  assert.deepEqual(
    ids.map((id) => textOf(html.querySelector(`[id="${id}"]`))),
    ['Where it is', 'Error: Enter it'],
  )
  assert.equal(html.querySelector('#it')?.getAttribute('aria-invalid'), 'true')
})

test('a form says first what is to be mended, and each link leads to an input', () => {
  const wrong = form(
    {},
    ['name', 'Enter a name'],
    ['born-month', 'The date must include a month'],
    ['needs', 'Select one'],
  )
  const html = draw(
    <FormBody csrf="t0ken" heading="About you" form={wrong}>
      <TextField form={wrong} name="name" label="Name" />
      <DayField form={wrong} name="born" label="Born" />
      <ChoicesField form={wrong} name="needs" label="Needs" choices={CHOICES} />
    </FormBody>,
  )
  const links = html.querySelectorAll('.nhsuk-error-summary a').map((link) => link.getAttribute('href'))
  assert.deepEqual(links, ['#name', '#born-month', '#needs'])
  for (const link of links) assert.equal(html.querySelector(link)?.tagName, 'INPUT', link)
  assert.equal(html.querySelector('form [name=_csrf]')?.getAttribute('value'), 't0ken')
  assert.ok(html.querySelector('form')?.hasAttribute('novalidate'))
  assert.equal(html.querySelectorAll('h1').length, 1)
})

interface Row {
  id: string
  name: string
  days: number
}
const COLUMNS: Column<Row>[] = [
  { heading: 'Name', sort: 'name', cell: (row) => row.name },
  { heading: 'Days', sort: 'days', numeric: true, cell: (row) => row.days },
]
const table = (rows: Row[], descending = false) =>
  draw(
    <DataTable
      caption="People"
      columns={COLUMNS}
      rows={rows}
      rowId={(row) => row.id}
      empty={<p>Nobody waits</p>}
      sorting={{ by: 'name', descending, href: (by, down) => `?sort=${down ? '-' : ''}${by}` }}
    />,
  )
const ROWS = [{ id: '1', name: 'Grace Okafor', days: 3 }]

test('each cell carries its heading for small screens', () => {
  assert.deepEqual(table(ROWS).querySelectorAll('tbody .nhsuk-table__heading').map(textOf), ['Name', 'Days'])
})

test('the sorted column says so and leads to the other direction', () => {
  const heading = (down: boolean) => table(ROWS, down).querySelector('th[aria-sort]')
  assert.equal(heading(false)?.getAttribute('aria-sort'), 'ascending')
  assert.equal(heading(false)?.querySelector('a')?.getAttribute('href'), '?sort=-name')
  assert.equal(heading(true)?.getAttribute('aria-sort'), 'descending')
  assert.equal(heading(true)?.querySelector('a')?.getAttribute('href'), '?sort=name')
})

test('no rows: a reason, no table', () => assert.equal(table([]).toString(), '<p>Nobody waits</p>'))

test('a summary says what is not known and names what each link changes', () => {
  const html = draw(<Summary rows={[{ key: 'Language', value: null, change: { href: '/l', text: 'Add' } }]} />)
  assert.equal(textOf(html.querySelector('dd')), 'Not known')
  assert.equal(textOf(html.querySelector('a')), 'Add language')
})

test('a status is a word', () => {
  assert.equal(draw(<StatusTag tone="waiting">Waiting</StatusTag>).textContent, 'Waiting')
})
