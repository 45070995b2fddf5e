export { findOrganisationByCode, saveOrganisation, type Organisation, type OrganisationKind } from './organisation.queries.ts'
