/** Where somebody is better off, as whoever declined chose it. */
export interface Better {
  team: { name: string; telephone: string | null } | null
  service: { name: string; address: string } | null
  words: string | null
}

/**
 * The way on in one or two sentences, for referrer and person alike: "Ask the Hillside community connectors on
 * 01632 960230." What was typed in words comes last and stays as it was typed.
 */
export function sayBetter({ team, service, words }: Better): string {
  return [
    team && `Ask ${team.name}${team.telephone ? ` on ${team.telephone}` : ''}.`,
    service && `Have a look at ${service.name}: ${service.address}`,
    words?.trim(),
  ]
    .filter(Boolean)
    .join(' ')
}
