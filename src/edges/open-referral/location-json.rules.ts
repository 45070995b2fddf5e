import { idFrom, type Id } from '#platform/ids.ts'
import {
  type PublishedAccess,
  type PublishedLocation,
  type PublishedPlace,
  sayAccess,
} from '#registers/directory/index.ts'
import { said, uri } from './formats.rules.ts'

/** A service at a location, with the whole location. */
export const placeJson = (serviceId: Id, { id, location }: PublishedPlace) => ({
  id,
  service_id: serviceId,
  location_id: location.id,
  location: locationJson(location),
})

/** A location without the lists in it. */
export const briefLocationJson = (l: PublishedLocation) => ({
  id: l.id,
  location_type: l.locationType,
  name: said(l.name),
  description: said(l.description),
  url: uri(l.url),
  transportation: said(l.transport),
  latitude: l.latitude,
  longitude: l.longitude,
  external_identifier: l.externalIdentifier,
  external_identifier_type: l.externalIdentifierType,
  trellis_address: addressLine(l),
  trellis_access: accessJson(l),
})

export const locationJson = (l: PublishedLocation) => ({
  ...briefLocationJson(l),
  addresses: addressesJson(l),
  accessibility: accessibilityJson(l),
})

/** Yes, no or nobody told us, fact by fact. */
export const accessJson = (a: PublishedAccess) => ({
  step_free: a.stepFree,
  hearing_loop: a.hearingLoop,
  accessible_toilet: a.toilet,
  parking: a.parking,
})

/**
 * The standard asks for a street, a town, a county, a postcode and a country. A town or county that the source does not give is
 * taken from the authority in which the postcode lies, or from what else the address says; an address without a street and
 * a postcode is none: what there is of it stands in `trellis_address`.
 */
function addressesJson(l: PublishedLocation) {
  const [street, postcode] = [said(l.address1) ?? said(l.name), said(l.postcode)]
  const [city, county, region, authority] = [l.city, l.county, l.region, l.authority].map((part) => said(part))
  const town = city ?? county ?? authority ?? region
  const shire = county ?? authority ?? region ?? city
  if (!street || !postcode || !town || !shire) return []
  return [
    {
      id: idFrom(l.id, 'address'),
      location_id: l.id,
      attention: said(l.attention),
      address_1: street,
      address_2: said(l.address2),
      city: town,
      region,
      state_province: shire,
      postal_code: postcode,
      country: /^[A-Z]{2}$/.test(l.country ?? '') ? l.country : 'GB',
      address_type: l.locationType,
    },
  ]
}

const addressLine = (l: PublishedLocation): string =>
  [l.attention, l.address1, l.address2, l.city, l.region, l.county, l.postcode]
    .flatMap((part) => said(part) ?? [])
    .join(', ')

function accessibilityJson(l: PublishedLocation) {
  const words = sayAccess({
    stepFree: l.stepFree ?? undefined,
    hearingLoop: l.hearingLoop ?? undefined,
    toilet: l.toilet ?? undefined,
    parking: l.parking ?? undefined,
  }).known.join('. ')
  const details = said(l.accessNotes)
  if (!words && !details) return []
  const description = words || details
  return [
    {
      id: idFrom(l.id, 'accessibility'),
      location_id: l.id,
      accessibility: description,
      description,
      details: words ? details : undefined,
    },
  ]
}
