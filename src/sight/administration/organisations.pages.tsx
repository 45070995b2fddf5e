import type { OrganisationKind, ReviewedOrganisation } from '#foundations/access/index.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'

interface Props {
  shell: Shell
  organisations: readonly ReviewedOrganisation[]
  total: number
  /** From 1. */
  page: number
  pages: number
}

/** Every organisation with its codes, and how many people of it have access. */
export const OrganisationsPage = ({ shell, organisations, total, page, pages }: Props) => (
  <AppShell shell={shell} title="Organisations" wide>
    <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-2">Organisations</h1>
    <p className="trellis-lede">
      {total === 1 ? '1 organisation' : `${total} organisations`}. Those with people who have access come first.
    </p>
    <DataTable
      caption="Organisations"
      hideCaption
      columns={COLUMNS}
      rows={organisations}
      rowId={({ id }) => id}
      empty={<p className="trellis-quiet">There is none yet. They come in with the importers of the command line.</p>}
    />
    <Pagination page={page} pages={pages} href={(number) => `/organisations?page=${number}`} />
  </AppShell>
)

const COLUMNS: Column<ReviewedOrganisation>[] = [
  { heading: 'Name', cell: ({ name }) => name },
  { heading: 'Kind', cell: ({ kind }) => KINDS[kind as OrganisationKind] },
  { heading: 'Codes', cell: (one) => sayCodes(one) || <span className="trellis-quiet">None</span> },
  {
    heading: 'People with access',
    cell: ({ id, name, accounts }) =>
      accounts === 0 ? (
        <span className="trellis-quiet">Nobody</span>
      ) : (
        <a href={`/accounts?organisation=${id}`}>
          {accounts}
          <span className="nhsuk-u-visually-hidden"> of {name}</span>
        </a>
      ),
  },
]

const sayCodes = ({ odsCode, charityNumber, companyNumber }: ReviewedOrganisation): string =>
  [
    odsCode && `ODS ${odsCode}`,
    charityNumber && `charity ${charityNumber}`,
    companyNumber && `company ${companyNumber}`,
  ]
    .filter(Boolean)
    .join(', ')

const KINDS: Record<OrganisationKind, string> = {
  practice: 'GP practice',
  pcn: 'Primary care network',
  icb: 'Integrated care board',
  trust: 'NHS trust',
  council: 'Council',
  charity: 'Charity',
  community: 'Community group',
  company: 'Company',
  employer: 'Employer',
  school: 'School',
  housing: 'Housing',
  fire: 'Fire and rescue',
  police: 'Police',
  job_centre: 'Job centre',
  pharmacy: 'Pharmacy',
  other: 'Other',
}
