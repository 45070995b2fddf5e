import { idFrom } from '#platform/ids.ts'
import type { PublishedOrganisation } from '#registers/directory/index.ts'
import { email, said, webAddress } from './formats.rules.ts'

/** An organisation without lists. The standard asks for a description: where nobody wrote one, the name stands in. */
export const briefOrganizationJson = (o: PublishedOrganisation) => ({
  id: o.id,
  name: o.name,
  description: said(o.description) ?? o.name,
  email: email(o.email),
  website: webAddress(o.website),
})

export const organizationJson = (o: PublishedOrganisation) => ({
  ...briefOrganizationJson(o),
  phones: said(o.telephone) ? [{ id: idFrom(o.id, 'telephone'), number: o.telephone }] : [],
  organization_identifiers: [
    { scheme: 'GB-CHC', type: 'Charity number', identifier: o.charityNumber },
    { scheme: 'GB-COH', type: 'Company number', identifier: o.companyNumber },
    { scheme: undefined, type: 'ODS code', identifier: o.odsCode },
  ].flatMap(({ scheme, type, identifier }) =>
    said(identifier)
      ? [
          {
            id: idFrom(o.id, 'identifier', type),
            organization_id: o.id,
            identifier_scheme: scheme,
            identifier_type: type,
            identifier: said(identifier),
          },
        ]
      : [],
  ),
})
