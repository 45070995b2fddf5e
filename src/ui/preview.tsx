import { Button, Details, InsetText, NotificationBanner, WarningCallout } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import type { FormState } from '#platform/forms.ts'
import { ChangedNotice } from './changed-notice.tsx'
import { type Column, DataTable } from './data-table.tsx'
import { EmptyState } from './empty-state.tsx'
import { AwayPage, FailurePage, ForbiddenPage, NotFoundPage, TryAgainPage } from './error-pages.tsx'
import {
  type Choice,
  ChoiceField,
  ChoicesField,
  DayField,
  PasswordField,
  SelectField,
  TextAreaField,
  TextField,
} from './fields.tsx'
import { FormBody, FormPage } from './form-page.tsx'
import { Hero } from './hero.tsx'
import { Pagination } from './pagination.tsx'
import { QuestionPage } from './question-page.tsx'
import type { Shell } from './shell.tsx'
import { Summary } from './summary.tsx'
import { StatusTag, type Tone } from './tag.tsx'
import { TelephoneLink } from './telephone-link.tsx'
import { UrgentHelp } from './urgent-help.tsx'
import { WordMark } from './word-mark.tsx'

export interface Preview {
  name: string
  node: (shell: Shell) => ReactNode
}

interface Row {
  id: string
  name: string
  need: string
  tone: Tone
  status: string
  days: number
}

const ROWS: Row[] = [
  { id: '1', name: 'Grace Okafor', need: 'Company and getting out', tone: 'new', status: 'New', days: 0 },
  {
    id: '2',
    name: 'Tom Bradley',
    need: 'Money worries after losing work',
    tone: 'waiting',
    status: 'Waiting',
    days: 4,
  },
  { id: '3', name: 'Nasreen Malik', need: 'Caring for her mother', tone: 'going', status: 'Being seen', days: 12 },
]

const COLUMNS: Column<Row>[] = [
  { heading: 'Name', sort: 'name', cell: (row) => <a href={`/people/${row.id}`}>{row.name}</a> },
  { heading: 'What would help', cell: (row) => row.need },
  { heading: 'Status', cell: (row) => <StatusTag tone={row.tone}>{row.status}</StatusTag> },
  { heading: 'Days waiting', sort: 'days', numeric: true, cell: (row) => row.days },
]

const TONES: [Tone, string][] = [
  ['new', 'New'],
  ['waiting', 'Waiting'],
  ['going', 'Being seen'],
  ['done', 'Closed'],
  ['careful', 'Not confirmed'],
  ['urgent', 'Urgent'],
  ['quiet', 'Withdrawn'],
]

const WAYS: Choice[] = [
  { value: 'telephone', text: 'Telephone', hint: 'We ring between 9am and 5pm' },
  { value: 'post', text: 'Post' },
  { value: 'other', text: 'Another way', divider: 'or' },
]

const NEEDS: Choice[] = [
  { value: 'company', text: 'Company', hint: 'Meeting people, feeling less alone' },
  { value: 'money', text: 'Money', hint: 'Debt, benefits, bills' },
  { value: 'none', text: 'None of these', divider: 'or', exclusive: true },
]

const FRESH: FormState = { values: {}, issues: [] }

const filled = (prefix: string): FormState => ({
  values: {
    [`${prefix}name`]: 'Grace Okafor',
    [`${prefix}birth`]: { day: '31', month: '', year: '1950' },
    [`${prefix}way`]: 'telephone',
    [`${prefix}needs`]: ['company', 'money'],
    [`${prefix}about`]: 'I used to sing in a choir.',
    [`${prefix}title`]: 'navigator',
  },
  issues: [
    { path: `${prefix}name`, message: 'Enter your name as you like it said' },
    { path: `${prefix}birth-month`, message: 'The date must include a month' },
    { path: `${prefix}way`, message: 'Select how we may reach you' },
    { path: `${prefix}needs`, message: 'Select what would help' },
    { path: `${prefix}about`, message: 'What matters to you must be 500 characters or fewer' },
    { path: `${prefix}title`, message: 'Select a title' },
    { path: `${prefix}secret`, message: 'Enter your password' },
  ],
})

/** Each kind of field once; `prefix` keeps the ids apart where two forms share a page. */
const Fields = ({ form, prefix = '' }: { form: FormState; prefix?: string }) => (
  <>
    <TextField form={form} name={`${prefix}name`} label="Your name" autoComplete="name" width={20} />
    <TextField
      form={form}
      name={`${prefix}practice`}
      label="Your GP practice"
      hint="Type its name, its postcode or its code"
      suggest="/practices/suggest"
    />
    <DayField form={form} name={`${prefix}birth`} label="Your date of birth" hint="For example, 2 1 1950" />
    <ChoiceField form={form} name={`${prefix}way`} label="How may we reach you?" choices={WAYS} />
    <ChoicesField
      form={form}
      name={`${prefix}needs`}
      label="What would help?"
      hint="Choose as many as you like"
      choices={NEEDS}
    />
    <TextAreaField form={form} name={`${prefix}about`} label="What matters to you" rows={4} max={500} />
    <TextAreaField form={form} name={`${prefix}note`} label="Anything else we should know" rows={2} />
    <SelectField
      form={form}
      name={`${prefix}title`}
      label="What your team calls the role"
      empty="Choose a title"
      choices={[
        { value: 'link-worker', text: 'Link worker' },
        { value: 'navigator', text: 'Navigator' },
      ]}
    />
    <PasswordField form={form} name={`${prefix}secret`} label="Password" />
  </>
)

/** Every component in each of its states, to be drawn inside one page. */
export const components: Preview[] = [
  {
    name: 'Hero',
    node: () => (
      <Hero title="What would help?" lede="Say it in your own words. We show what there is near you.">
        <form action="/find" method="get">
          <TextField
            form={FRESH}
            name="q"
            type="search"
            label="What would help"
            hint="For example: company, debt advice, walking"
          />
          <TextField form={FRESH} name="postcode" label="Postcode" autoComplete="postal-code" width={10} />
          <Button>Find support</Button>
        </form>
      </Hero>
    ),
  },
  {
    name: 'Buttons',
    node: () => (
      <div className="nhsuk-button-group">
        <Button>Accept</Button>
        <Button secondary>Ask a question</Button>
        <Button warning>Withdraw</Button>
        <Button href="/find" secondary>
          Find support
        </Button>
      </div>
    ),
  },
  {
    name: 'Status tags',
    node: () => (
      <p>
        {TONES.map(([tone, word]) => (
          <span key={tone}>
            <StatusTag tone={tone}>{word}</StatusTag>{' '}
          </span>
        ))}
      </p>
    ),
  },
  {
    name: 'Table, sorted',
    node: () => (
      <DataTable
        caption="People waiting"
        columns={COLUMNS}
        rows={ROWS}
        rowId={(row) => row.id}
        sorting={{ by: 'days', descending: true, href: (by, down) => `?sort=${down ? '-' : ''}${by}` }}
        empty={<EmptyState>Nobody waits.</EmptyState>}
      />
    ),
  },
  {
    name: 'Table, empty',
    node: () => (
      <DataTable
        caption="People waiting today"
        columns={COLUMNS}
        rows={[]}
        rowId={(row) => row.id}
        empty={
          <EmptyState action={{ href: '/refer', text: 'Refer someone' }}>
            <p>Nobody waits today. New referrals show up here as they arrive.</p>
          </EmptyState>
        }
      />
    ),
  },
  {
    name: 'Pagination',
    node: () => (
      <>
        <Pagination page={1} pages={3} href={(page) => `?page=${page}`} label="First of three" />
        <Pagination page={6} pages={12} href={(page) => `?page=${page}`} label="Sixth of twelve" />
      </>
    ),
  },
  {
    name: 'Summary',
    node: () => (
      <Summary
        title="Grace Okafor"
        rows={[
          { key: 'Likes to be called', value: 'Mrs Okafor', change: { href: '/people/1/name' } },
          { key: 'How to reach her', value: 'Telephone, mornings', change: { href: '/people/1/contact' } },
          { key: 'Language', value: null, change: { href: '/people/1/language', text: 'Add' } },
        ]}
      />
    ),
  },
  {
    name: 'Summary, plain',
    node: () => (
      <Summary
        rows={[
          { key: 'Reference', value: 'R-2041' },
          { key: 'Sent', value: 'Thursday 9 April' },
        ]}
      />
    ),
  },
  {
    name: 'Messages',
    node: () => (
      <>
        <NotificationBanner success disableAutoFocus titleId="preview-success">
          <NotificationBanner.Heading>Priya from the Riverside team has your request</NotificationBanner.Heading>
          <p>She will ring you before Friday.</p>
        </NotificationBanner>
        <InsetText>
          <p>Places are checked each month. This group said on Monday that it has 2.</p>
        </InsetText>
        <WarningCallout>
          <WarningCallout.Heading>Ring first</WarningCallout.Heading>
          <p>Nobody has confirmed the times since May.</p>
        </WarningCallout>
        <Details>
          <Details.Summary>Who sees what I write?</Details.Summary>
          <Details.Text>
            <p>Only the team that you ask.</p>
          </Details.Text>
        </Details>
      </>
    ),
  },
  { name: 'Changed by somebody else', node: () => <ChangedNotice latest="Priya Nair changed it at 2pm." /> },
  {
    name: 'Telephone',
    node: () => (
      <p>
        <TelephoneLink number="01632960220" />, <TelephoneLink number="07700900123" />
      </p>
    ),
  },
  { name: 'Word mark', node: () => <WordMark /> },
  { name: 'Urgent help', node: () => <UrgentHelp headingLevel="h3" /> },
  {
    name: 'Form, fresh',
    node: (shell) => (
      <FormBody csrf={shell.csrf} submit="Send" other={<a href="/ask">Save and come back later</a>}>
        <Fields form={FRESH} />
      </FormBody>
    ),
  },
  {
    name: 'Form, to be mended',
    node: (shell) => (
      <FormBody csrf={shell.csrf} form={filled('again-')} submit="Send">
        <Fields form={filled('again-')} prefix="again-" />
      </FormBody>
    ),
  },
]

/** Whole pages, each to be looked at alone. */
export const pages: Preview[] = [
  {
    name: 'Form page',
    node: (shell) => (
      <FormPage
        shell={shell}
        title="Refer someone"
        back="/referrals"
        form={filled('')}
        lede={<p>It takes about a minute. We tell you what happens next.</p>}
        aside={
          <>
            <h2 className="nhsuk-heading-s">Who the team sees</h2>
            <p>Adults registered with a Riverside practice.</p>
          </>
        }
      >
        <Fields form={filled('')} />
      </FormPage>
    ),
  },
  {
    name: 'Question page',
    node: (shell) => (
      <QuestionPage
        shell={shell}
        title="How may we reach you?"
        back="/ask/name"
        step={{ number: 3, of: 7 }}
        form={FRESH}
        quickExit
      >
        <ChoiceField form={FRESH} name="way" label="How may we reach you?" heading choices={WAYS} />
      </QuestionPage>
    ),
  },
  { name: 'Not found', node: (shell) => <NotFoundPage shell={shell} /> },
  { name: 'Forbidden', node: (shell) => <ForbiddenPage shell={shell} /> },
  { name: 'Try again', node: (shell) => <TryAgainPage shell={shell} back="/ask" /> },
  { name: 'Failure', node: (shell) => <FailurePage shell={shell} reference="req-7f3a" /> },
  { name: 'Away', node: (shell) => <AwayPage shell={shell} /> },
]
