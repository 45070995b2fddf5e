import { sayTelephone } from '#platform/telephone.ts'

/** A number that a phone can ring, in groups; hard spaces keep it on one line. */
export const TelephoneLink = ({ number }: { number: string }) => (
  <a href={`tel:${number.replace(/\s/g, '')}`}>{sayTelephone(number).replace(/ /g, '\u00a0')}</a>
)
